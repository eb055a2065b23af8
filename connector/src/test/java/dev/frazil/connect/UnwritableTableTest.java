package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.connect.commit.FaultyCatalog;
import dev.frazil.connect.deadletter.RecordingReporter;
import java.time.Duration;
import java.util.Map;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Data files that cannot be written: for a while, or ever. */
class UnwritableTableTest {
  private static final TopicPartition FIRST = new TopicPartition("events", 0);
  private static final TableIdentifier NAME = TableIdentifier.of("silver", "events");

  private final FaultyCatalog catalog = FaultyCatalog.empty();
  private final TestingTopics topics = new TestingTopics();
  private final StoredTable events = new StoredTable(catalog, NAME);
  private final RecordingReporter reporter = new RecordingReporter().acknowledgingAtOnce();
  private final TestingSink sink = new TestingSink(catalog);
  private final TestingWorker worker =
      new TestingWorker(topics, sink.task(reporter), reporter).start(Map.of());

  @AfterEach
  void closeSink() {
    sink.close();
  }

  @Test
  void aTableOfAnotherFormatStopsTheTask() {
    catalog.createNamespace(NAME.namespace());
    catalog.createTable(
        NAME,
        new Schema(Types.NestedField.optional(1, "id", Types.LongType.get())),
        PartitionSpec.unpartitioned(),
        Map.of("write.format.default", "orc"));
    topics.produce(FIRST, 1);
    worker.assign(FIRST);

    assertThatThrownBy(() -> worker.runUntil(worker::hasConsumedAll))
        .isInstanceOf(ConnectException.class)
        .hasMessageStartingWith("Cannot write to table silver.events: ")
        .hasMessageEndingWith("Invalid write.format.default: orc (expected parquet)");
  }

  @Test
  void aWriteThatFailsAgainIsNotTriedBeforeItsTime() {
    topics.produce(FIRST, 1);
    worker.assign(FIRST);
    worker.runUntil(worker::hasConsumedAll);
    sink.tick();
    worker.runUntilAllIsCommitted();
    sink.stopClock();
    catalog.fillDisks();
    topics.produce(FIRST, 2);
    int delivered = worker.deliveries();
    worker.runUntil(() -> worker.deliveries() == delivered + 2);

    Awaitility.await()
        .pollInSameThread()
        .pollInterval(Duration.ofMillis(2))
        .during(Duration.ofMillis(500))
        .atMost(Duration.ofSeconds(5))
        .until(
            () -> {
              worker.iterate();
              return worker.deliveries() == delivered + 2;
            });

    catalog.makeRoom();
    sink.forward(500);
    worker.runUntil(worker::hasConsumedAll);
    sink.tick();
    worker.runUntilAllIsCommitted();
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L);
  }
}
