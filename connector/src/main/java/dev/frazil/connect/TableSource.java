package dev.frazil.connect;

import dev.frazil.connect.assign.AssignedPartition;
import dev.frazil.connect.assign.LogEnds;
import dev.frazil.connect.config.RoutingConfig.Destination;
import dev.frazil.connect.config.RoutingConfig.OneTable;
import dev.frazil.connect.config.RoutingConfig.TablePerTopic;
import dev.frazil.connect.config.SinkConfig;
import dev.frazil.connect.config.TopicCollisions;
import dev.frazil.connect.time.TaskTime;
import dev.frazil.tables.ledger.StreamKey;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.KafkaException;
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
  private final SourceTopics topics;
  private final TaskTime time;
  private final Destination destination;
  private final TopicCollisions collisions;
  private final TopicClaims claims;
  private final Map<String, Optional<TableIdentifier>> routes = new HashMap<>();
  private @Nullable String lastTopic;
  private @Nullable TableIdentifier lastTable;

  TableSource(
      SinkConfig config,
      TableLoader loader,
      SourceTopics topics,
      TopicClaims claims,
      TaskTime time) {
    this.config = config;
    this.loader = loader;
    this.topics = topics;
    this.claims = claims;
    this.time = time;
    this.destination = config.routing().destination();
    this.collisions = config.routing().collisions();
  }

  /** The number of the task. */
  int taskId() {
    return config.taskId();
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
      String first = claims.claim(table, topic);
      if (!first.equals(topic)) {
        LOG.warn("Cannot route topic '{}' to {}: '{}' goes there", topic, table, first);
        return Optional.empty();
      }
    }
    return Optional.of(table);
  }

  /**
   * Asks for a partition's stream key, and for the table its topic goes to if that exists. The
   * topic's end is asked for after the ledger, so that it is not before it.
   */
  Opening open(AssignedPartition partition) {
    TopicPartition name = partition.partition();
    TableIdentifier table = expectedTable(name.topic());
    return new Opening(
        partition,
        table == null ? name.topic() : table.toString(),
        () -> find(table).thenCompose(found -> loader.call(() -> opened(name, found))),
        time);
  }

  /** The table that a topic's records go to unless a transform renames the topic, if any. */
  private @Nullable TableIdentifier expectedTable(String topic) {
    try {
      return destination.tableFor(topic);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private CompletableFuture<Optional<LoadedTable>> find(@Nullable TableIdentifier table) {
    return table == null ? CompletableFuture.completedFuture(Optional.empty()) : loader.find(table);
  }

  private Opened opened(TopicPartition name, Optional<LoadedTable> table) {
    StreamKey key = new StreamKey(topics.id(name.topic()), name.topic(), name.partition());
    return new Opened(key, ends(name, key, table), topics.groupOffset(name), table);
  }

  /** What the partition has, which may be less than the table has of it only in the same topic. */
  private LogEnds ends(TopicPartition name, StreamKey key, Optional<LoadedTable> table) {
    LogEnds ends = topics.ends(name);
    boolean isShort = table.isPresent() && ends.endBefore(table.get().origin(key).standing().end());
    if (isShort && !topics.id(name.topic()).equals(key.topicId())) {
      throw new KafkaException("Cannot open " + name + ": its topic was made anew meanwhile");
    }
    return ends;
  }

  /** Asks for a table that a partition's record leads to, and makes it if there is none. */
  Opening touch(AssignedPartition partition, TableIdentifier table, SinkRecord record) {
    TableCreation creation = creation(record);
    return new Opening(
        partition,
        table.toString(),
        () ->
            loader
                .findOrCreate(table, creation)
                .thenCompose(found -> loader.call(() -> touched(partition, found))),
        time);
  }

  /** The topic's end is asked for again: what the table holds may be newer than the opening. */
  private Opened touched(AssignedPartition partition, Optional<LoadedTable> table) {
    StreamKey key = partition.key();
    return new Opened(key, ends(partition.partition(), key, table), GroupOffset.UNKNOWN, table);
  }

  /** Asks for a table as it is now. */
  CompletableFuture<Optional<LoadedTable>> reload(TableIdentifier table) {
    return loader.find(table);
  }

  /** Asks for the first offset that each partition still has; -1 where it is unknown. */
  CompletableFuture<Map<TopicPartition, Long>> starts(List<TopicPartition> partitions) {
    return loader.call(() -> topics.starts(partitions));
  }

  /** Asks for the ids of topics, without those that are not there. */
  CompletableFuture<Map<String, String>> ids(Set<String> names) {
    return loader.call(() -> topics.ids(names));
  }

  /** How many of its partition's records go to a record's table. */
  Recovery.Share shareOf(SinkRecord record) {
    return destination instanceof OneTable || record.topic().equals(record.originalTopic())
        ? Recovery.Share.ALL
        : Recovery.Share.SOME;
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
}
