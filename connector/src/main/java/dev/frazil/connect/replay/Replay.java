package dev.frazil.connect.replay;

import dev.frazil.connect.broker.SourceTopics;
import dev.frazil.connect.commit.Committer;
import dev.frazil.connect.commit.LedgerTable;
import dev.frazil.connect.commit.TableLedgers;
import dev.frazil.connect.config.NullValues;
import dev.frazil.connect.config.SinkConfig;
import dev.frazil.connect.route.Routes;
import dev.frazil.connect.route.TopicClaims;
import dev.frazil.connect.row.KafkaColumns;
import dev.frazil.connect.table.CatalogLoader;
import dev.frazil.connect.time.TaskTime;
import dev.frazil.transforms.reject.RejectMark;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import dev.frazil.transforms.reject.UnconvertedBytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Runs rejected records through a connector again. What passes is committed to its tables exactly
 * once, however often it is replayed and whoever else writes: only records that a table's ledger
 * has passed, and that the table lacks, under the same compare-and-swap as the sink's own commits.
 *
 * <p>Records are taken in batches; what became of each is told in no order. One thread.
 */
public final class Replay implements AutoCloseable {
  private static final int MOST_LETTERS = 5_000;
  private static final long MOST_BYTES = 32L << 20;

  private final ReplayParts parts;
  private final Function<ConsumerRecord<byte[], byte[]>, Passed> chain;
  private final BiConsumer<Letter, Outcome> outcomes;
  private final Function<TableIdentifier, LedgerTable> ledgerTables;
  private final TableLedgers ledgers;
  private final ExecutorService manifestThreads = Executors.newFixedThreadPool(2);
  private final Map<TableIdentifier, TargetTable> tables = new LinkedHashMap<>();
  private final List<Candidate> batch = new ArrayList<>();
  private long batchBytes;

  /**
   * A run that nothing was given to yet.
   *
   * @param config of the connector
   * @param catalog that has the tables
   * @param topics tell how far the connector's group has got
   * @param chain what the connector's converters and transforms make of a record
   * @param mode what becomes of records that pass; for those that go to their topic the caller
   *     sends them
   * @param outcomes is told what became of each record
   * @throws ConnectException when the connector's rows do not say where they come from
   */
  public Replay(
      SinkConfig config,
      Supplier<Catalog> catalog,
      SourceTopics topics,
      Function<ConsumerRecord<byte[], byte[]>, Passed> chain,
      ReplayMode mode,
      TaskTime time,
      BiConsumer<Letter, Outcome> outcomes) {
    requireOrigins(config, mode);
    this.chain = chain;
    this.outcomes = outcomes;
    this.ledgers = CatalogLoader.ledgersOf(config, Runnable::run);
    this.ledgerTables = Committer.tablesOf(catalog, config::ledger, ledgers, null, manifestThreads);
    this.parts =
        new ReplayParts(
            config,
            new CatalogLoader(catalog, config, ledgers, Runnable::run, Runnable::run),
            Routes.of(config, new TopicClaims(), time),
            new Positions(topics),
            new Retries(time),
            mode);
  }

  private static void requireOrigins(SinkConfig config, ReplayMode mode) {
    if (mode != ReplayMode.TO_TOPIC && config.rows().options().kafkaColumns() == KafkaColumns.OFF) {
      throw new ConnectException(
          "Cannot replay into tables: iceberg.tables.kafka-columns is false, so that no row says"
              + " which record it was (expected records to be sent to their topic)");
    }
  }

  /**
   * Takes a rejected record.
   *
   * @throws ConnectException when a table or the catalog fails for good
   */
  public void take(Letter letter) {
    Passed passed = chain.apply(letter.record());
    if (passed instanceof Passed.Failed failed) {
      outcomes.accept(letter, new Outcome.Failed(failed.reason(), failed.path(), failed.detail()));
    } else if (passed instanceof Passed.Delivered delivered) {
      take(letter, delivered.record());
    } else {
      outcomes.accept(letter, new Outcome.Dropped("a transform filters it out"));
    }
  }

  private void take(Letter letter, SinkRecord record) {
    Optional<Outcome> objection = objection(record);
    if (objection.isPresent()) {
      outcomes.accept(letter, objection.get());
      return;
    }
    List<TableIdentifier> destinations = parts.routes().tablesFor(record);
    if (destinations.isEmpty()) {
      outcomes.accept(letter, Outcome.Failed.of(parts.routes().refusal(record)));
      return;
    }
    batch.add(new Candidate(letter, record, destinations));
    batchBytes += letter.size();
    if (batch.size() >= MOST_LETTERS || batchBytes >= MOST_BYTES) {
      settle();
    }
  }

  private Optional<Outcome> objection(SinkRecord record) {
    Rejection mark = RejectMark.read(record);
    if (mark != null) {
      return Optional.of(Outcome.Failed.of(mark));
    } else if (record.valueSchema() instanceof UnconvertedBytes bytes) {
      return Optional.of(new Outcome.NotYet("it cannot be read: " + bytes.obstacle()));
    } else if (record.value() != null) {
      return Optional.empty();
    }
    return Optional.of(
        parts.config().rows().nullValues() == NullValues.IGNORE
            ? new Outcome.Dropped("the value is null, and iceberg.tables.null-values is ignore")
            : Outcome.Failed.of(new Rejection(RejectReason.NULL_VALUE, "$", "the value is null")));
  }

  /**
   * Settles what was taken: of each record the outcome was told afterwards.
   *
   * @throws ConnectException when a table or the catalog fails for good
   */
  public void settle() {
    tables.values().forEach(TargetTable::forget);
    batch.forEach(this::judge);
    List<TableIdentifier> names =
        batch.stream()
            .flatMap(each -> each.tables().stream())
            .distinct()
            .sorted(Comparator.comparing(TableIdentifier::toString))
            .toList();
    names.forEach(this::replay);
    tables.values().forEach(TargetTable::forget);
    batch.forEach(each -> outcomes.accept(each.letter(), each.outcome()));
    batch.clear();
    batchBytes = 0;
  }

  /** Nothing of a record is written before all of its tables take it. */
  private void judge(Candidate candidate) {
    for (TableIdentifier name : candidate.tables()) {
      TargetTable table = table(name);
      Optional<Outcome> objection =
          parts.retries().until("look at table " + name, () -> table.objection(candidate));
      if (objection.isPresent()) {
        candidate.object(objection.get());
        return;
      }
    }
  }

  private void replay(TableIdentifier name) {
    List<Candidate> candidates = batch.stream().filter(each -> each.goesTo(name)).toList();
    if (candidates.isEmpty()) {
      return;
    }
    TargetTable table = table(name);
    if (parts.mode() == ReplayMode.TO_TABLES) {
      TableCommit commit = new TableCommit(table, ledgerTables.apply(name));
      parts.retries().run("replay into table " + name, () -> commit.attempt(candidates));
    } else {
      parts.retries().run("read the rows of table " + name, () -> table.findLacking(candidates));
    }
  }

  private TargetTable table(TableIdentifier name) {
    return tables.computeIfAbsent(name, any -> new TargetTable(any, parts));
  }

  /** Gives up what was taken and is not settled. */
  @Override
  public void close() {
    tables.values().forEach(TargetTable::forget);
    ledgers.close();
    manifestThreads.shutdownNow();
  }
}
