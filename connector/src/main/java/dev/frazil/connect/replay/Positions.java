package dev.frazil.connect.replay;

import dev.frazil.connect.assign.Origin;
import dev.frazil.connect.broker.GroupOffset;
import dev.frazil.connect.broker.SourceTopics;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.Standing;
import dev.frazil.tables.ledger.StreamKey;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells which records the sink will not write to a table any more. Only those may be replayed into
 * it: whatever else is written there, nobody writes them twice. One thread.
 */
final class Positions {
  private final SourceTopics topics;
  private final Map<StreamKey, OptionalLong> groupEnds = new HashMap<>();

  Positions(SourceTopics topics) {
    this.topics = topics;
  }

  /**
   * Where a record lies.
   *
   * @param origin where its stream stands in the table
   */
  Position of(TableIdentifier table, Origin origin, StreamKey key, long offset) {
    Standing standing = origin.standing();
    LedgerEntry held = standing.held();
    if (held != null && offset < held.end()) {
      return new Position.Passed(
          standing.entry() == null ? new StreamKey("", key.topic(), key.partition()) : key);
    }
    String name = key.topic() + "-" + key.partition();
    if (held != null) {
      return new Position.Ahead(
          "table %s has %s up to offset %d only: the connector comes to it by itself"
              .formatted(table, name, held.end()));
    }
    if (standing.superseded()) {
      return new Position.Ahead(
          "table %s has %s by its topic id, which the dead letter does not tell"
              .formatted(table, name));
    }
    if (origin.everHeld() != null) {
      return new Position.Ahead(
          "table %s was rolled back to before all of %s: the connector reads it again"
              .formatted(table, name));
    }
    OptionalLong end = groupEnds.computeIfAbsent(key, this::groupEnd);
    return end.isPresent() && offset < end.getAsLong()
        ? new Position.PassedByGroup(key, end.getAsLong())
        : new Position.Ahead(
            "table %s has nothing of %s, and it is not known that the connector has passed offset %d"
                .formatted(table, name, offset));
  }

  /** Up to where the connector's group has got in the stream, if that can be told. */
  private OptionalLong groupEnd(StreamKey key) {
    GroupOffset group = topics.groupOffset(new TopicPartition(key.topic(), key.partition()));
    boolean isOfStream =
        !group.isOfAnotherTopic(key)
            && (key.topicId().isEmpty() || topics.id(key.topic()).equals(key.topicId()));
    return isOfStream ? group.offset() : OptionalLong.empty();
  }
}
