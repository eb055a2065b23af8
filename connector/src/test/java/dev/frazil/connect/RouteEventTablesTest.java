package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.connect.deadletter.RecordingReporter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.iceberg.Snapshot;
import org.junit.jupiter.api.Test;

/** {@code RouteEvent} sends the records of one topic under several names. */
class RouteEventTablesTest extends RecoveryScenario {
  private static final String[] ROUTED = {
    "transforms", "route",
    "transforms.route.type", "dev.frazil.transforms.RouteEvent",
    "transforms.route.field", "kind"
  };

  private TestingSink routed() {
    return knowing(ROUTED);
  }

  private void consumeAndStop(TestingSink on) {
    TestingWorker worker = worker(on);
    worker.assign(FIRST);
    consume(worker);
    worker.stop();
  }

  @Test
  void aTableOfTheTopicsOwnNameIsNotTakenForBehind() {
    topics.produceRenamed(FIRST, "events", 1);
    consumeAndStop(routed());
    topics.produceRenamed(FIRST, "clicks", 2);
    topics.produceRenamed(FIRST, "clicks", 3);
    consumeAndStop(routed());
    topics.produceRenamed(FIRST, "events", 4);
    TestingWorker worker = worker(routed());
    worker.assign(FIRST);
    consume(worker);
    worker.stop();

    assertThat(worker.deliveries()).isEqualTo(1);
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 4L);
    assertThat(clicks.ids()).containsExactlyInAnyOrder(2L, 3L);
  }

  @Test
  void aTableThatWasRolledBackIsFoundThoughNoRecordLeadsThere() {
    topics.produceRenamed(FIRST, "clicks", 1);
    consumeAndStop(routed());
    topics.produceRenamed(FIRST, "clicks", 2);
    topics.produceRenamed(FIRST, "events", 3);
    consumeAndStop(routed());
    Snapshot newest = clicks.table().currentSnapshot();
    clicks.table().manageSnapshots().rollbackTo(Objects.requireNonNull(newest.parentId())).commit();

    TestingSink idle = routed();
    TestingWorker worker = worker(idle);
    worker.assign(FIRST);
    worker.runUntil(
        () -> {
          idle.tick();
          return clicks.ids().size() == 2 && topics.committed(FIRST) == 3;
        });
    worker.stop();

    assertThat(clicks.ids()).containsExactlyInAnyOrder(1L, 2L);
    assertThat(events.ids()).containsExactly(3L);
  }

  @Test
  void aTableThatIsNotThereDoesNotStopTheTask() {
    consumeAndStop(routed());
    topics.produceRenamed(FIRST, "events", 1);
    consumeAndStop(routed());
    TestingSink strict = sinkThatMakesNone();
    topics.produceRenamed(FIRST, "missing", 2);
    topics.produceRenamed(FIRST, "events", 3);
    topics.produceRenamed(FIRST, "missing", 4);
    consumeAndStop(strict);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 3L);
    assertThat(reporter.reports())
        .extracting(RecordingReporter.Report::error)
        .extracting(Throwable::getMessage)
        .containsOnly(
            "reason=unroutable path=$ v=1: Cannot route to table silver.missing: it does not exist"
                + " and iceberg.tables.auto-create-enabled is false")
        .hasSize(2);
  }

  private TestingSink sinkThatMakesNone() {
    List<String> entries = new ArrayList<>(List.of(ROUTED));
    entries.add("iceberg.tables.auto-create-enabled");
    entries.add("false");
    return knowing(entries.toArray(String[]::new));
  }
}
