package dev.frazil.tables;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.exceptions.ValidationException;
import org.jspecify.annotations.Nullable;

/**
 * How a table is to be partitioned, as people write it: columns and transforms separated by commas,
 * such as {@code day(event_ts), bucket(user_id, 16), region}. The transforms are {@code year,
 * month, day, hour} (also in the plural), {@code bucket(column, buckets)}, {@code truncate(column,
 * width)} and {@code identity}, which is the same as the column alone. Immutable.
 */
public final class PartitionStrategy {

  /** No partitions. */
  public static final PartitionStrategy NONE = new PartitionStrategy(List.of());

  private final List<PartitionTerm> terms;

  private PartitionStrategy(List<PartitionTerm> terms) {
    this.terms = List.copyOf(terms);
  }

  /**
   * The strategy that {@code text} stands for; {@link #NONE} for blank text. Columns are not looked
   * at.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static PartitionStrategy parse(String text) {
    if (text.isBlank()) {
      return NONE;
    }
    List<PartitionTerm> terms = new ArrayList<>();
    Set<PartitionTerm> seen = new HashSet<>();
    for (String part : splitOutsideParentheses(text)) {
      PartitionTerm term = PartitionTerm.parse(part.strip());
      if (!seen.add(term)) {
        throw new IllegalArgumentException(
            "Invalid partition field: " + term + " (expected once, it is there twice)");
      }
      terms.add(term);
    }
    return new PartitionStrategy(terms);
  }

  private static List<String> splitOutsideParentheses(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      } else if (c == ',' && depth <= 0) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  /**
   * The partition spec for a table of {@code schema}.
   *
   * @throws IllegalArgumentException if a column is missing or of a type that does not fit, or two
   *     parts are in each other's way
   */
  public PartitionSpec spec(Schema schema) {
    PartitionSpec.Builder builder = PartitionSpec.builderFor(schema);
    for (PartitionTerm term : terms) {
      term.addTo(builder, schema);
    }
    try {
      return builder.build();
    } catch (ValidationException e) {
      throw new IllegalArgumentException("Cannot partition by " + this + ": " + e.getMessage(), e);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PartitionStrategy that && terms.equals(that.terms);
  }

  @Override
  public int hashCode() {
    return terms.hashCode();
  }

  /** The usual form, which {@link #parse} reads back. */
  @Override
  public String toString() {
    return terms.stream().map(PartitionTerm::toString).collect(Collectors.joining(", "));
  }
}
