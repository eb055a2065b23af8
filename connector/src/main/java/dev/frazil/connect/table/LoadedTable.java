package dev.frazil.connect.table;

import dev.frazil.connect.assign.Origin;
import dev.frazil.connect.assign.RowOffsets;
import dev.frazil.tables.TableOwner;
import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.StreamKey;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.connect.data.Schema;

/** A table as it was a moment ago. Immutable. */
public interface LoadedTable {
  TableIdentifier name();

  /** Where a stream stands in the table. */
  Origin origin(StreamKey key);

  /** Whether the table holds some partition of the stream's topic. */
  default boolean knowsTopicOf(StreamKey key) {
    return false;
  }

  /** Whether the table holds the same partition of an earlier topic of the name. */
  default boolean knowsEarlierTopicOf(StreamKey key) {
    return false;
  }

  /** Whether the table holds something of the stream's topic, or did, or of an earlier one. */
  default boolean concerns(StreamKey key) {
    return origin(key).isKnown() || knowsTopicOf(key) || knowsEarlierTopicOf(key);
  }

  /** The topic that the table belongs to, if it says so. */
  default Optional<TableOwner> owner() {
    return Optional.empty();
  }

  /**
   * Why the table cannot hold every value of a schema whole, each with the record that it comes
   * from; nothing when it can.
   */
  default List<String> complaintsAbout(Schema values) {
    return List.of();
  }

  /** Of which records of a stream the table has rows; reads them, which may take its time. */
  RowOffsets rowsFrom(StreamKey key, long offset);

  /** The same for the offsets of a range, each row on its own, in no order. */
  void rowsIn(StreamKey key, OffsetRange span, LongConsumer offsets);

  /** The table for a task of this number to write to. */
  OpenTable open(int taskId);
}
