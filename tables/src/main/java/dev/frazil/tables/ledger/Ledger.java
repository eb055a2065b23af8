package dev.frazil.tables.ledger;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a table holds of each Kafka partition, as its newest snapshot with a ledger says.
 *
 * <p>Two ledgers are equal if they say the same about every stream, fields of later versions
 * included: this is the comparison that decides whether a commit is still valid. Immutable.
 */
public final class Ledger {

  /** The ledger of a table that nothing was written to yet. */
  public static final Ledger EMPTY =
      new Ledger(new TreeMap<>(), new TreeMap<>(), UnknownFields.NONE);

  private final SortedMap<StreamKey, LedgerEntry> entries;
  private final SortedMap<TopicKey, UnknownFields> unknownByTopic;
  private final UnknownFields unknown;

  Ledger(
      SortedMap<StreamKey, LedgerEntry> entries,
      SortedMap<TopicKey, UnknownFields> unknownByTopic,
      UnknownFields unknown) {
    this.entries = Collections.unmodifiableSortedMap(entries);
    this.unknownByTopic = Collections.unmodifiableSortedMap(unknownByTopic);
    this.unknown = unknown;
  }

  /** The entry of {@code key}, or null if the table holds nothing of it. */
  public @Nullable LedgerEntry entry(StreamKey key) {
    return entries.get(key);
  }

  /** What the table holds of the stream, its time without a topic id included. */
  public Standing standing(StreamKey key) {
    LedgerEntry entry = entries.get(key);
    if (key.topicId().isEmpty()) {
      return new Standing(entry, null, isIdentified(key));
    }
    if (entry != null || isIdentified(key)) {
      return Standing.of(entry);
    }
    return new Standing(null, entries.get(new StreamKey("", key.topic(), key.partition())), false);
  }

  /**
   * Whether the table holds this partition of another topic of the same name: one that was deleted
   * before the stream's topic was made.
   */
  public boolean knowsEarlierTopicOf(StreamKey key) {
    return entries.get(key) == null && !key.topicId().isEmpty() && isIdentified(key);
  }

  /** Whether there is an entry with a topic id for the topic and partition. */
  private boolean isIdentified(StreamKey key) {
    StreamKey first = new StreamKey("", key.topic(), 0);
    StreamKey next = new StreamKey("", key.topic() + '\0', 0);
    return entries.subMap(first, next).keySet().stream()
        .anyMatch(each -> each.partition() == key.partition() && !each.topicId().isEmpty());
  }

  /** All entries, in the order of their keys; cannot be changed. */
  public SortedMap<StreamKey, LedgerEntry> entries() {
    return entries;
  }

  /**
   * The least, over all topics and partitions, of the greatest record timestamp, in milliseconds
   * since the epoch; -1 if there is none or one is unknown. Topics of one name that differ by their
   * id follow each other and count as one.
   */
  public long lowWatermark() {
    Map<StreamKey, Long> newest = new TreeMap<>();
    entries.forEach(
        (key, entry) ->
            newest.merge(
                new StreamKey("", key.topic(), key.partition()), entry.maxTimestamp(), Math::max));
    return newest.values().stream()
        .mapToLong(Long::longValue)
        .min()
        .orElse(LedgerEntry.NO_TIMESTAMP);
  }

  /** This ledger with {@code changed} added or put in place of the entries of the same keys. */
  public Ledger with(Map<StreamKey, LedgerEntry> changed) {
    SortedMap<StreamKey, LedgerEntry> merged = new TreeMap<>(entries);
    merged.putAll(changed);
    return new Ledger(merged, unknownByTopic, unknown);
  }

  SortedMap<TopicKey, UnknownFields> unknownByTopic() {
    return unknownByTopic;
  }

  UnknownFields unknown() {
    return unknown;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Ledger that
        && entries.equals(that.entries)
        && unknownByTopic.equals(that.unknownByTopic)
        && unknown.equals(that.unknown);
  }

  @Override
  public int hashCode() {
    return Objects.hash(entries, unknownByTopic, unknown);
  }

  @Override
  public String toString() {
    return entries.toString();
  }
}
