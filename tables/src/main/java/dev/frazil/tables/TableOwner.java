package dev.frazil.tables;

import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.catalog.TableIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * The topic whose table it is, as the table itself says in a property: set when the table is
 * created, which a catalog lets one writer do only, or by hand. Immutable.
 *
 * @param table in the catalog
 * @param topic the name that records of the topic have when they reach the sink
 */
public record TableOwner(TableIdentifier table, String topic) {

  /** The property of a table that names its topic. */
  public static final String PROPERTY = "frazil.topic";

  /** The owner that a table names in its properties; none when it names no topic. */
  public static Optional<TableOwner> of(TableIdentifier table, Map<String, String> properties) {
    return Optional.ofNullable(properties.get(PROPERTY))
        .map(String::trim)
        .filter(topic -> !topic.isEmpty())
        .map(topic -> new TableOwner(table, topic));
  }

  /** Why the records of a topic are not to go to the table; null when it is theirs. */
  public @Nullable String objectionTo(String other) {
    return topic.equals(other)
        ? null
        : "Cannot route topic "
            + Shown.of(other)
            + " to table "
            + table
            + ": it belongs to topic "
            + Shown.of(topic)
            + " (set iceberg.tables.topic-collisions=allow, or the table's property "
            + PROPERTY
            + ")";
  }
}
