package dev.frazil.connect;

import dev.frazil.connect.assign.AssignedPartition;
import dev.frazil.connect.assign.LogEnds;
import dev.frazil.connect.assign.RowOffsets;
import dev.frazil.connect.broker.GroupOffset;
import dev.frazil.connect.broker.SourceTopics;
import dev.frazil.connect.config.SinkConfig;
import dev.frazil.connect.route.Routes;
import dev.frazil.connect.route.Share;
import dev.frazil.connect.route.TopicClaims;
import dev.frazil.connect.row.TableShape;
import dev.frazil.connect.table.LoadedTable;
import dev.frazil.connect.table.TableCreation;
import dev.frazil.connect.table.TableLoader;
import dev.frazil.connect.table.TableRefusedException;
import dev.frazil.connect.time.TaskTime;
import dev.frazil.tables.ledger.StreamKey;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Where records go and how their tables are come by, for one task. */
final class TableSource {
  private static final int MOST_SHOWN = 3;

  private final SinkConfig config;
  private final TableLoader loader;
  private final SourceTopics topics;
  private final TaskTime time;
  private final Routes routes;
  private final LetterTables letters;
  private final Set<Namespace> namespaces;

  /** The tables that records have chosen, as far as this task has met them. */
  private final Set<TableIdentifier> met = new LinkedHashSet<>();

  TableSource(
      SinkConfig config,
      TableLoader loader,
      SourceTopics topics,
      TopicClaims claims,
      TaskTime time) {
    this.config = config;
    this.loader = loader;
    this.topics = topics;
    this.routes = Routes.of(config, claims, time);
    this.letters = new LetterTables(config, claims);
    this.namespaces = Set.copyOf(config.routing().allowedNamespaces());
    this.time = time;
  }

  /** The number of the task. */
  int taskId() {
    return config.taskId();
  }

  /** The tables for a record; none when it is to be refused. */
  List<TableIdentifier> tablesFor(SinkRecord record) {
    return routes.tablesFor(record);
  }

  /** Why a record without a table has none. */
  Rejection noRoute(SinkRecord record) {
    return routes.refusal(record);
  }

  /** The dead-letter tables. */
  LetterTables letters() {
    return letters;
  }

  /** Whether a partition may be followed in the table that was opened for it. */
  boolean admits(LoadedTable table, Opened opened) {
    if (routes.areOpenEnded()) {
      met.add(table.name());
    }
    return routes.admits(opened.topic(), table);
  }

  /** All partitions are to be opened again, and are followed in no table until then. */
  void forget() {
    routes.forget();
  }

  /**
   * Asks for the stream key of a partition that was just assigned, for all its tables that are
   * there and for the one of its dead letters: those that its topic is known to go to, and those
   * that say that they hold something of it, which nobody else knows where records choose their
   * tables. The topic's end is asked for after the ledgers, so that it is not before theirs. What
   * was refused so far is asked again too.
   */
  Opening open(AssignedPartition partition) {
    List<TableIdentifier> foreseen = routes.foreseen(partition.partition().topic());
    return routes.areOpenEnded()
        ? opening(
            partition,
            foreseen,
            () -> find(foreseen).thenCombine(loader.withLedger(namespaces), TableSource::both))
        : opening(partition, foreseen, () -> find(foreseen));
  }

  /** The same for a partition that was open before: this task has met its tables. */
  Opening reopen(AssignedPartition partition) {
    if (!partition.wasOpened()) {
      return open(partition);
    }
    Set<TableIdentifier> known =
        new LinkedHashSet<>(routes.foreseen(partition.partition().topic()));
    known.addAll(met);
    return opening(partition, known, () -> find(known));
  }

  private Opening opening(
      AssignedPartition partition,
      Collection<TableIdentifier> tables,
      Supplier<CompletableFuture<List<LoadedTable>>> search) {
    routes.reconsider();
    TopicPartition name = partition.partition();
    List<TableIdentifier> foreseen = routes.foreseen(name.topic());
    TableIdentifier letterTable = letters.of(name.topic());
    return new Opening(
        partition,
        tables.isEmpty() ? name.topic() : shown(tables),
        () ->
            search
                .get()
                .thenCombine(find(letterTable), Found::new)
                .thenCompose(found -> loader.call(() -> opened(name, found, foreseen))),
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
            List.of(),
            partition.partition().topic());
    return new Opening(
        partition,
        partition.partition().toString(),
        () -> CompletableFuture.completedFuture(unchanged),
        time,
        timeMs);
  }

  private static String shown(Collection<TableIdentifier> tables) {
    String first =
        tables.stream()
            .limit(MOST_SHOWN)
            .map(TableIdentifier::toString)
            .collect(Collectors.joining(", "));
    int others = tables.size() - MOST_SHOWN;
    return others <= 0 ? first : first + " and " + others + " more";
  }

  private CompletableFuture<Optional<LoadedTable>> find(@Nullable TableIdentifier table) {
    return table == null ? CompletableFuture.completedFuture(Optional.empty()) : loader.find(table);
  }

  private CompletableFuture<List<LoadedTable>> find(Collection<TableIdentifier> tables) {
    CompletableFuture<List<LoadedTable>> all = CompletableFuture.completedFuture(List.of());
    for (TableIdentifier table : tables) {
      all =
          all.thenCombine(loader.find(table), (found, next) -> both(found, next.stream().toList()));
    }
    return all;
  }

  /** All of both, each table once. */
  private static List<LoadedTable> both(List<LoadedTable> some, List<LoadedTable> others) {
    Map<TableIdentifier, LoadedTable> all = new LinkedHashMap<>();
    some.forEach(table -> all.put(table.name(), table));
    others.forEach(table -> all.put(table.name(), table));
    return List.copyOf(all.values());
  }

  /** The tables of a partition that exist. */
  private record Found(List<LoadedTable> tables, Optional<LoadedTable> letters) {
    boolean endsAfter(LogEnds ends, StreamKey key) {
      return Stream.concat(tables.stream(), letters.stream())
          .anyMatch(each -> ends.endBefore(each.origin(key).standing().end()));
    }
  }

  private Opened opened(TopicPartition name, Found found, List<TableIdentifier> foreseen) {
    StreamKey key = new StreamKey(topics.id(name.topic()), name.topic(), name.partition());
    String topic = config.routing().keepsTopics() ? name.topic() : null;
    List<LoadedTable> tables =
        found.tables().stream()
            .filter(table -> foreseen.contains(table.name()) || table.concerns(key))
            .toList();
    return new Opened(
        key,
        ends(name, key, new Found(tables, found.letters())),
        topics.groupOffset(name),
        tables,
        topic,
        found.letters(),
        null,
        null);
  }

  /** What the partition has, which may be less than a table has of it only in the same topic. */
  private LogEnds ends(TopicPartition name, StreamKey key, Found found) {
    LogEnds ends = topics.ends(name);
    if (found.endsAfter(ends, key) && !topics.id(name.topic()).equals(key.topicId())) {
      throw new KafkaException("Cannot open " + name + ": its topic was made anew meanwhile");
    }
    return ends;
  }

  /**
   * Asks for a table that a partition's record leads to, and makes it if there is none and it may
   * be made for the record.
   */
  Opening touch(AssignedPartition partition, TableIdentifier table, SinkRecord record) {
    String topic = record.topic();
    Supplier<CompletableFuture<Optional<LoadedTable>>> search = search(table, record);
    return new Opening(
        partition,
        table.toString(),
        () ->
            search
                .get()
                .thenCompose(found -> loader.call(() -> touched(partition, found, topic)))
                .exceptionally(failure -> refused(partition, table, failure)),
        time);
  }

  /** A name that a record has chosen is the record's fault; any other is the configuration's. */
  private Opened refused(AssignedPartition partition, TableIdentifier table, Throwable failure) {
    String why = routes.areOpenEnded() ? TableRefusedException.reason(failure) : null;
    if (why == null) {
      throw failure instanceof CompletionException wrapped
          ? wrapped
          : new CompletionException(failure);
    }
    return new Opened(
        partition.key(),
        partition.ends(),
        GroupOffset.UNKNOWN,
        List.of(),
        null,
        Optional.empty(),
        null,
        new Opened.Refusal(table, why));
  }

  /** Records do not go to a table that the catalog does not give, for the time being. */
  void refused(Opened.Refusal refusal) {
    routes.refused(refusal.table(), refusal.why());
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
    if (!routes.mayMake(record, table)) {
      return () -> loader.find(table);
    }
    TableCreation creation = creation(record);
    return () -> loader.findOrCreate(table, creation);
  }

  /** The topic's end is asked for again: what the table holds may be newer than the opening. */
  private Opened touched(AssignedPartition partition, Optional<LoadedTable> table, String topic) {
    StreamKey key = partition.key();
    List<LoadedTable> tables = table.stream().toList();
    LogEnds ends = ends(partition.partition(), key, new Found(tables, Optional.empty()));
    return new Opened(key, ends, GroupOffset.UNKNOWN, tables, topic);
  }

  /** Asks for the dead-letter table of a partition's topic, and makes it if there is none. */
  Opening touchLetters(AssignedPartition partition, TableIdentifier table) {
    TableCreation creation = TableCreation.ofLetters(partition.partition().topic(), config);
    return new Opening(
        partition,
        table.toString(),
        () ->
            loader
                .findOrCreate(table, creation)
                .thenCompose(found -> loader.call(() -> lettersTouched(partition, found))),
        time);
  }

  private Opened lettersTouched(AssignedPartition partition, Optional<LoadedTable> table) {
    StreamKey key = partition.key();
    LogEnds ends = ends(partition.partition(), key, new Found(List.of(), table));
    return new Opened(key, ends, GroupOffset.UNKNOWN, List.of(), null, table, null, null);
  }

  /** Asks which dead letters of a partition their table has, from an offset on. */
  Opening readLetters(AssignedPartition partition, TableIdentifier table, long offset) {
    return new Opening(
        partition,
        table.toString(),
        () ->
            loader
                .find(table)
                .thenCompose(found -> loader.call(() -> lettersRead(partition, found, offset))),
        time);
  }

  /** Of another topic under the name the table need not have any. */
  private Opened lettersRead(
      AssignedPartition partition, Optional<LoadedTable> table, long offset) {
    StreamKey key = partition.key();
    if (!topics.id(key.topic()).equals(key.topicId())) {
      throw new KafkaException(
          "Cannot look for dead letters of " + key + ": its topic was made anew meanwhile");
    }
    RowOffsets rows =
        table.isPresent() ? table.get().rowsFrom(key, offset) : new RowOffsets(offset);
    return new Opened(
        key, partition.ends(), GroupOffset.UNKNOWN, List.of(), null, table, rows, null);
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
  Share shareOf(SinkRecord record) {
    return routes.shareOf(record);
  }

  /** Why a record does not go to a table that it leads to. */
  Rejection obstacle(SinkRecord record, TableIdentifier table) {
    if (!routes.tablesFor(record).contains(table)) {
      return noRoute(record);
    }
    Rejection refusal = routes.withoutTable(record, table);
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
