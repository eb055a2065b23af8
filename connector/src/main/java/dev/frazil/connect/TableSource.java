package dev.frazil.connect;

import dev.frazil.connect.assign.AssignedPartition;
import dev.frazil.connect.assign.LogEnds;
import dev.frazil.connect.config.RoutingConfig.OneTable;
import dev.frazil.connect.config.SinkConfig;
import dev.frazil.connect.row.TableShape;
import dev.frazil.connect.time.TaskTime;
import dev.frazil.tables.ledger.StreamKey;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Where records go and how their tables are come by, for one task. */
final class TableSource {
  private final SinkConfig config;
  private final TableLoader loader;
  private final SourceTopics topics;
  private final TaskTime time;
  private final TopicRoutes routes;

  TableSource(
      SinkConfig config,
      TableLoader loader,
      SourceTopics topics,
      TopicClaims claims,
      TaskTime time) {
    this.config = config;
    this.loader = loader;
    this.topics = topics;
    this.routes = new TopicRoutes(config.routing(), claims);
    this.time = time;
  }

  /** The number of the task. */
  int taskId() {
    return config.taskId();
  }

  /** The table for a record; null when it has none. */
  @Nullable TableIdentifier tableFor(SinkRecord record) {
    return routes.tableFor(record.topic());
  }

  /** Why a record without a table has none. */
  Rejection noRoute(SinkRecord record) {
    return routes.refusal(record.topic());
  }

  /** Whether a partition may be followed in the table that was opened for it. */
  boolean admits(LoadedTable table, Opened opened) {
    return routes.admits(opened.topic(), table);
  }

  /** All partitions are to be opened again, and are followed in no table until then. */
  void forget() {
    routes.forget();
  }

  /**
   * Asks for a partition's stream key, and for the table its topic goes to if that exists. The
   * topic's end is asked for after the ledger, so that it is not before it. What was refused so far
   * is asked again too.
   */
  Opening open(AssignedPartition partition) {
    routes.reconsider();
    TopicPartition name = partition.partition();
    TableIdentifier table = routes.named(name.topic());
    return new Opening(
        partition,
        table == null ? name.topic() : table.toString(),
        () -> find(table).thenCompose(found -> loader.call(() -> opened(name, found))),
        time);
  }

  /**
   * A partition that is open goes on at that time. Nobody is asked anything: whether its topic was
   * made anew meanwhile is for the {@link TopicWatch} to find out, which discards what is held of
   * the old one.
   */
  Opening goOnAt(AssignedPartition partition, long timeMs) {
    Opened unchanged =
        new Opened(
            partition.key(),
            partition.ends(),
            GroupOffset.UNKNOWN,
            Optional.empty(),
            partition.partition().topic());
    return new Opening(
        partition,
        partition.partition().toString(),
        () -> CompletableFuture.completedFuture(unchanged),
        time,
        timeMs);
  }

  private CompletableFuture<Optional<LoadedTable>> find(@Nullable TableIdentifier table) {
    return table == null ? CompletableFuture.completedFuture(Optional.empty()) : loader.find(table);
  }

  private Opened opened(TopicPartition name, Optional<LoadedTable> table) {
    StreamKey key = new StreamKey(topics.id(name.topic()), name.topic(), name.partition());
    String topic = config.routing().keepsTopics() ? name.topic() : null;
    return new Opened(key, ends(name, key, table), topics.groupOffset(name), table, topic);
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

  /**
   * Asks for a table that a partition's record leads to, and makes it if there is none and no other
   * topic has come first.
   */
  Opening touch(AssignedPartition partition, TableIdentifier table, SinkRecord record) {
    String topic = record.topic();
    Supplier<CompletableFuture<Optional<LoadedTable>>> search = search(table, record);
    return new Opening(
        partition,
        table.toString(),
        () ->
            search.get().thenCompose(found -> loader.call(() -> touched(partition, found, topic))),
        time);
  }

  /** Asks for a table with the columns that a record's schema asks for. */
  Opening evolve(AssignedPartition partition, TableIdentifier table, SinkRecord record) {
    String topic = record.topic();
    TableShape shape = creation(record).shape();
    return new Opening(
        partition,
        table.toString(),
        () ->
            loader
                .evolve(table, shape)
                .thenCompose(found -> loader.call(() -> touched(partition, found, topic))),
        time);
  }

  private Supplier<CompletableFuture<Optional<LoadedTable>>> search(
      TableIdentifier table, SinkRecord record) {
    if (!routes.mayMake(record.topic(), table)) {
      return () -> loader.find(table);
    }
    TableCreation creation = creation(record);
    return () -> loader.findOrCreate(table, creation);
  }

  /** The topic's end is asked for again: what the table holds may be newer than the opening. */
  private Opened touched(AssignedPartition partition, Optional<LoadedTable> table, String topic) {
    StreamKey key = partition.key();
    LogEnds ends = ends(partition.partition(), key, table);
    return new Opened(key, ends, GroupOffset.UNKNOWN, table, topic);
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
    return config.routing().destination() instanceof OneTable
            || record.topic().equals(record.originalTopic())
        ? Recovery.Share.ALL
        : Recovery.Share.SOME;
  }

  /** Why a record goes to no table although its topic may have one. */
  Rejection obstacle(SinkRecord record) {
    TableIdentifier table = tableFor(record);
    if (table == null) {
      return noRoute(record);
    }
    Rejection refusal = routes.withoutTable(record.topic(), table);
    if (refusal != null) {
      return refusal;
    }
    Rejection obstacle = creation(record).obstacle(table);
    return obstacle != null
        ? obstacle
        : new Rejection(RejectReason.TABLE_REJECTED, "$", "the table has gone");
  }

  private TableCreation creation(SinkRecord record) {
    return TableCreation.of(record, config);
  }
}
