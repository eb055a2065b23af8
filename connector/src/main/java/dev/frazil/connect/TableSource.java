package dev.frazil.connect;

import dev.frazil.connect.assign.AssignedPartition;
import dev.frazil.connect.config.RoutingConfig.Destination;
import dev.frazil.connect.config.SinkConfig;
import dev.frazil.connect.write.WriterOptions;
import dev.frazil.tables.ledger.StreamKey;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Where records go and how their tables are come by, for one task. */
final class TableSource {
  private final SinkConfig config;
  private final TableLoader loader;
  private final TopicIds topicIds;
  private final WriterOptions writing;
  private final Destination destination;
  private @Nullable String lastTopic;
  private @Nullable TableIdentifier lastTable;

  TableSource(SinkConfig config, TableLoader loader, TopicIds topicIds) {
    this.config = config;
    this.loader = loader;
    this.topicIds = topicIds;
    this.writing =
        new WriterOptions(
            config.taskId(),
            config.tables().writeProperties(),
            WriterOptions.DEFAULT_MAX_OPEN_FILES);
    this.destination = config.routing().destination();
  }

  /** The table for a record; null when its topic cannot name one. */
  @Nullable TableIdentifier tableFor(SinkRecord record) {
    return tableFor(record.topic());
  }

  /** Why a record without a table has none. */
  Rejection noRoute(SinkRecord record) {
    return new Rejection(
        RejectReason.UNROUTABLE, "$", "topic '" + record.topic() + "' cannot name a table");
  }

  /** Asks for a partition's stream key, and for the table its topic goes to if that exists. */
  Opening open(AssignedPartition partition) {
    TableIdentifier table = destination.tableFor(partition.partition().topic());
    return new Opening(
        partition,
        table,
        () ->
            loader
                .find(table)
                .thenCombine(
                    loader.call(() -> key(partition.partition())),
                    (found, key) -> new Opened(key, found)));
  }

  /** Asks for a table that a partition's record leads to, and makes it if there is none. */
  Opening touch(AssignedPartition partition, TableIdentifier table, SinkRecord record) {
    StreamKey key = partition.key();
    TableCreation creation = creation(record);
    return new Opening(
        partition,
        table,
        () -> loader.findOrCreate(table, creation).thenApply(found -> new Opened(key, found)));
  }

  /** Why no table can be made for a record that has none. */
  Rejection obstacle(SinkRecord record) {
    Rejection obstacle = creation(record).obstacle();
    return obstacle != null
        ? obstacle
        : new Rejection(RejectReason.TABLE_REJECTED, "$", "the table has gone");
  }

  private TableCreation creation(SinkRecord record) {
    return TableCreation.of(record, config.tables(), config.rows().options());
  }

  /** The table as this task writes to it. */
  OpenTable openTable(TableIdentifier name, LoadedTable loaded) {
    return new OpenTable(name, loaded.table(), config.rows().options(), writing);
  }

  private StreamKey key(TopicPartition partition) {
    return new StreamKey(topicIds.of(partition.topic()), partition.topic(), partition.partition());
  }

  private @Nullable TableIdentifier tableFor(String topic) {
    if (!topic.equals(lastTopic)) {
      lastTopic = topic;
      try {
        lastTable = destination.tableFor(topic);
      } catch (IllegalArgumentException e) {
        lastTable = null;
      }
    }
    return lastTable;
  }
}
