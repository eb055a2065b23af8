package dev.frazil.tables.ledger;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Fields that a later version has written into a ledger and that this version does not know. They
 * are carried along unchanged, so that an old writer does not erase what a new one has said.
 *
 * <p>Only {@link LedgerCodec} makes them. Immutable.
 */
public final class UnknownFields {

  /** No unknown field. */
  public static final UnknownFields NONE = new UnknownFields(new TreeMap<>());

  private final SortedMap<String, String> jsonByName;

  private UnknownFields(SortedMap<String, String> jsonByName) {
    this.jsonByName = Collections.unmodifiableSortedMap(jsonByName);
  }

  static UnknownFields of(SortedMap<String, String> jsonByName) {
    return jsonByName.isEmpty() ? NONE : new UnknownFields(new TreeMap<>(jsonByName));
  }

  /** The value of each field as JSON text, by field name. */
  SortedMap<String, String> jsonByName() {
    return jsonByName;
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return jsonByName.isEmpty();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof UnknownFields that && jsonByName.equals(that.jsonByName);
  }

  @Override
  public int hashCode() {
    return jsonByName.hashCode();
  }

  @Override
  public String toString() {
    return jsonByName.toString();
  }
}
