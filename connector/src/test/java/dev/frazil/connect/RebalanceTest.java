package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.connect.commit.FaultyCatalog;
import dev.frazil.connect.deadletter.RecordingReporter;
import java.util.Map;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Partitions that go while something of theirs is still open, and topics that are not the same. */
class RebalanceTest {
  private static final TopicPartition FIRST = new TopicPartition("events", 0);
  private static final TopicPartition SECOND = new TopicPartition("events", 1);

  private final FaultyCatalog catalog = FaultyCatalog.empty();
  private final TestingTopics topics = new TestingTopics();
  private final StoredTable events =
      new StoredTable(catalog, TableIdentifier.of("silver", "events"));
  private final RecordingReporter quick = new RecordingReporter().acknowledgingAtOnce();
  private final RecordingReporter slow = new RecordingReporter();
  private final TestingSink sink = new TestingSink(catalog);

  @AfterEach
  void closeSink() {
    sink.close();
  }

  @Test
  void oneOfTwoPartitionsGoesWhileADeadLetterIsOpen() {
    topics.produce(FIRST, 1, 2);
    topics.produce(SECOND, 11);
    TestingWorker worker = worker(slow);
    worker.assign(FIRST, SECOND);
    worker.runUntil(worker::hasConsumedAll);
    topics.produceBad(SECOND);
    worker.runUntil(() -> !slow.reports().isEmpty());

    worker.revoke(FIRST);
    topics.produce(SECOND, 12);
    worker.runUntil(
        () -> {
          acknowledge();
          return worker.hasConsumedAll();
        });
    acknowledge();
    sink.tick();
    worker.runUntilAllIsCommitted();

    try (TestingSink elsewhere = new TestingSink(catalog)) {
      TestingWorker other = new TestingWorker(topics, elsewhere.task(quick), quick).start(Map.of());
      other.assign(FIRST);
      other.runUntil(other::hasConsumedAll);
      other.stop();
    }
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 11L, 12L);
  }

  @Test
  void aPartitionGoesAndComesBackWhileADeadLetterIsOpen() {
    TestingWorker worker = withAnOpenDeadLetter();

    worker.revoke(FIRST);
    comeBack(worker);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L);
  }

  @Test
  void aPartitionIsLostAndComesBackWhileADeadLetterIsOpen() {
    TestingWorker worker = withAnOpenDeadLetter();

    worker.lose(FIRST);
    comeBack(worker);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L);
  }

  @Test
  void aTopicThatWasMadeAnewStopsTheTask() {
    topics.produce(FIRST, 1, 2);
    TestingWorker before = worker(quick);
    before.assign(FIRST);
    before.runUntil(before::hasConsumedAll);
    before.stop();

    topics.recreate();
    topics.produce(FIRST, 7);
    TestingWorker after = worker(quick);
    after.assign(FIRST);

    assertThatThrownBy(() -> after.runUntil(after::hasConsumedAll))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Cannot skip events-0@0 as already in its table: it is later than all that is there, so"
                + " the topic was created anew (set iceberg.kafka.bootstrap.servers to tell such"
                + " topics apart)");
  }

  private TestingWorker withAnOpenDeadLetter() {
    topics.produce(FIRST, 1, 2);
    TestingWorker worker = worker(slow);
    worker.assign(FIRST);
    worker.runUntil(worker::hasConsumedAll);
    topics.produceBad(FIRST);
    worker.runUntil(() -> !slow.reports().isEmpty());
    return worker;
  }

  private void comeBack(TestingWorker worker) {
    acknowledge();
    worker.assign(FIRST);
    worker.runUntil(() -> slow.reports().size() > 1);
    acknowledge();
    worker.runUntil(worker::hasConsumedAll);
    sink.tick();
    worker.runUntilAllIsCommitted();
  }

  private void acknowledge() {
    slow.reports().forEach(RecordingReporter.Report::acknowledge);
  }

  private TestingWorker worker(RecordingReporter reporter) {
    return new TestingWorker(topics, sink.task(reporter), reporter).start(Map.of());
  }
}
