package dev.frazil.connect;

import dev.frazil.connect.assign.AssignedPartition;
import dev.frazil.connect.config.RoutingConfig.Destination;
import dev.frazil.connect.config.RoutingConfig.TablePerTopic;
import dev.frazil.connect.config.SinkConfig;
import dev.frazil.connect.config.TopicCollisions;
import dev.frazil.connect.write.WriterOptions;
import dev.frazil.tables.ledger.StreamKey;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where records go and how their tables are come by, for one task. */
final class TableSource {
  private static final Logger LOG = LoggerFactory.getLogger(TableSource.class);

  private final SinkConfig config;
  private final TableLoader loader;
  private final TopicIds topicIds;
  private final WriterOptions writing;
  private final Destination destination;
  private final TopicCollisions collisions;
  private final Map<String, Optional<TableIdentifier>> routes = new HashMap<>();
  private final Map<TableIdentifier, String> topicOf = new HashMap<>();
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
    this.collisions = config.routing().collisions();
  }

  /** The table for a record; null when it has none. */
  @Nullable TableIdentifier tableFor(SinkRecord record) {
    String topic = record.topic();
    if (!topic.equals(lastTopic)) {
      lastTopic = topic;
      lastTable = routes.computeIfAbsent(topic, this::route).orElse(null);
    }
    return lastTable;
  }

  /** Why a record without a table has none. */
  Rejection noRoute(SinkRecord record) {
    return new Rejection(
        RejectReason.UNROUTABLE,
        "$",
        "topic '" + record.topic() + "' cannot name a table, or meets another topic on one");
  }

  /** No two topics meet on a table unless that is wanted. */
  private Optional<TableIdentifier> route(String topic) {
    TableIdentifier table;
    try {
      table = destination.tableFor(topic);
    } catch (IllegalArgumentException e) {
      LOG.warn("Cannot route topic '{}': {}; its records are dead letters", topic, e.getMessage());
      return Optional.empty();
    }
    if (collisions == TopicCollisions.REFUSE && destination instanceof TablePerTopic) {
      String first = topicOf.putIfAbsent(table, topic);
      if (first != null && !first.equals(topic)) {
        LOG.warn("Cannot route topic '{}' to {}: '{}' goes there", topic, table, first);
        return Optional.empty();
      }
    }
    return Optional.of(table);
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
    TableIdentifier table = Objects.requireNonNull(tableFor(record), "table");
    Rejection obstacle = creation(record).obstacle(table);
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
}
