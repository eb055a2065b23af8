package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** Where reading begins when group, topic and table do not agree. */
class RecoveryTest extends RecoveryScenario {
  @Test
  void groupOffsetsThatWereMovedForwardLoseNothing() {
    topics.produce(FIRST, 1, 2);
    TestingWorker before = worker();
    before.assign(FIRST);
    consume(before);
    before.stop();
    topics.produce(FIRST, 3, 4);
    topics.commit(FIRST, 4);

    ingest(worker(sink()), 5);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void aRowsTableThatIsSeldomReachedIsNotReadAgain() {
    topics.produceRenamed(FIRST, "clicks", 1);
    topics.produce(FIRST, 2, 3);
    TestingWorker before = worker();
    before.assign(FIRST);
    consume(before);
    before.stop();
    topics.produce(FIRST, 4, 5);
    TestingWorker between = worker(sink());
    between.assign(FIRST);
    consume(between);
    between.stop();

    topics.produceRenamed(FIRST, "clicks", 6);
    TestingWorker after = worker(sink());
    after.assign(FIRST);
    consume(after);
    assertThat(after.deliveries()).isEqualTo(1);
    after.stop();

    assertThat(clicks.ids()).containsExactlyInAnyOrder(1L, 6L);
    assertThat(events.ids()).containsExactlyInAnyOrder(2L, 3L, 4L, 5L);
  }

  @Test
  void aLogThatWasTruncatedStopsTheTask() {
    topics.produce(FIRST, 1, 2, 3);
    ingest(worker(knowing()), 4);
    topics.truncate(FIRST, 2);

    TestingWorker after = worker(knowing());
    after.assign(FIRST);

    assertThatThrownBy(() -> consume(after))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Cannot continue events-0 in silver.events: the table holds offsets up to 4, the topic"
                + " ends at 2; its log was truncated");
  }

  @Test
  void aPartitionThatIsAddedIsReadFromItsStartThoughNewReadersBeginAtTheEnd() {
    TestingSink latest = startingAtEnd();
    topics.produce(FIRST, 1, 2);
    topics.produce(SECOND, 11, 12);
    TestingWorker before = worker(latest);
    before.assign(FIRST);
    before.runUntil(() -> before.context().paused().isEmpty());
    topics.produce(FIRST, 3);
    consume(before);
    before.stop();
    assertThat(events.ids()).containsExactly(3L);

    TestingWorker after = worker(startingAtEnd());
    after.assign(FIRST, SECOND);
    topics.produce(SECOND, 13);
    consume(after);
    after.stop();

    assertThat(events.ids()).containsExactlyInAnyOrder(3L, 11L, 12L, 13L);
  }

  private TestingSink startingAtEnd() {
    return knowing("iceberg.start-at", "latest", "iceberg.kafka.bootstrap.servers", "kafka:9092");
  }
}
