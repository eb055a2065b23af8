package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.connect.commit.FaultyCatalog;
import dev.frazil.connect.deadletter.RecordingReporter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;

/**
 * A connector on a catalog that fails on request, with topics, workers and dead letters of the
 * test's. Nothing that the sink wrote is ever deleted.
 */
abstract class SinkScenario {
  static final TopicPartition FIRST = new TopicPartition("events", 0);
  static final TopicPartition SECOND = new TopicPartition("events", 1);
  static final TableIdentifier EVENTS = TableIdentifier.of("silver", "events");
  static final TableIdentifier CLICKS = TableIdentifier.of("silver", "clicks");

  final FaultyCatalog catalog = FaultyCatalog.empty();
  final TestingTopics topics = new TestingTopics();
  final StoredTable events = new StoredTable(catalog, EVENTS);
  final StoredTable clicks = new StoredTable(catalog, CLICKS);
  final RecordingReporter reporter = new RecordingReporter().acknowledgingAtOnce();
  private final List<TestingSink> sinks = new ArrayList<>();
  final TestingSink sink = sink();

  @AfterEach
  void close() {
    sinks.forEach(TestingSink::close);
    assertThat(catalog.deleted()).as("files the sink deleted").isEmpty();
  }

  TestingSink sink(String... entries) {
    TestingSink made = new TestingSink(catalog, entries);
    sinks.add(made);
    return made;
  }

  TestingWorker worker() {
    return worker(sink);
  }

  TestingWorker worker(TestingSink on) {
    return new TestingWorker(topics, on.task(reporter), reporter).start(Map.of());
  }

  /** Turns until the task has taken everything there is. */
  static void consume(TestingWorker worker) {
    worker.runUntil(worker::hasConsumedAll);
  }

  /** The table is there and has one row, of another partition. */
  void catalogHasEvents() {
    TopicPartition elsewhere = new TopicPartition("events", 9);
    topics.commit(elsewhere, topics.end(elsewhere));
    topics.produce(elsewhere, 0);
    TestingWorker maker = worker(sink());
    maker.assign(elsewhere);
    consume(maker);
    maker.stop();
    assertThat(Objects.requireNonNull(events.ledger(elsewhere)).end()).isPositive();
  }
}
