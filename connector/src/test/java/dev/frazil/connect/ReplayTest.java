package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.connect.commit.FaultyCatalog.Fault;
import dev.frazil.connect.replay.Outcome;
import dev.frazil.connect.replay.ReplayMode;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.RangeCounts;
import dev.frazil.tables.ledger.ReplayedRows;
import dev.frazil.tables.ledger.StreamKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rejected records that are replayed into a table that the sink writes to as well. */
class ReplayTest extends ReplayScenario {
  private static final Outcome REPLAYED = new Outcome.Replayed(List.of(EVENTS));
  private static final Outcome THERE = new Outcome.AlreadyThere();

  @Test
  void aRecordThatPassesByNowBecomesARow() {
    aRecordIsRejected();

    assertThat(replay(ReplayMode.TO_TABLES, letter(1, "50"))).isEqualTo(Map.of(1L, REPLAYED));

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 50L, 2L);
    assertThat(events.ledger(FIRST)).isEqualTo(LedgerEntry.of(0, 3, 1_002));
    assertThat(events.facts().totals()).isEqualTo(RangeCounts.NONE);
    assertThat(events.facts().replayed())
        .containsExactly(
            new ReplayedRows(new StreamKey("", "events", 0), List.of(new OffsetRange(1, 2))));
  }

  @Test
  void itsRowSaysWhereTheRecordWasRead() {
    aRecordIsRejected();
    replay(ReplayMode.TO_TABLES, letter(1, "50"));
    assertThat(events.rows())
        .filteredOn(row -> Long.valueOf(50).equals(row.getField("id")))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.getField("_kafka_topic")).isEqualTo("events");
              assertThat(row.getField("_kafka_partition")).isEqualTo(0);
              assertThat(row.getField("_kafka_offset")).isEqualTo(1L);
            });
  }

  @Test
  void aSecondRunFindsItThere() {
    aRecordIsRejected();
    replay(ReplayMode.TO_TABLES, letter(1, "50"));
    int snapshots = events.snapshots().size();

    assertThat(replay(ReplayMode.DRY_RUN, letter(1, "50"))).isEqualTo(Map.of(1L, THERE));
    assertThat(replay(ReplayMode.TO_TABLES, letter(1, "50"))).isEqualTo(Map.of(1L, THERE));

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 50L, 2L);
    assertThat(events.snapshots()).hasSize(snapshots);
  }

  @Test
  void aLetterThatIsThereTwiceIsOneRow() {
    aRecordIsRejected();
    assertThat(outcomes(ReplayMode.TO_TABLES, letter(1, "50"), letter(1, "50")))
        .containsExactly(REPLAYED, THERE);
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 50L, 2L);
  }

  @Test
  void aDryRunTellsTheSameAndWritesNothing() {
    aRecordIsRejected();
    int snapshots = events.snapshots().size();
    assertThat(replay(ReplayMode.DRY_RUN, letter(1, "50"))).isEqualTo(Map.of(1L, REPLAYED));
    assertThat(replay(ReplayMode.TO_TOPIC, letter(1, "50"))).isEqualTo(Map.of(1L, REPLAYED));
    assertThat(events.snapshots()).hasSize(snapshots);
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L);
  }

  @Test
  void whatFailsAgainIsLeftAlone() {
    topics.produce(FIRST, 1);
    topics.produceBad(FIRST);
    topics.produceBad(FIRST);
    ingest();

    assertThat(replay(ReplayMode.TO_TABLES, letter(1, HOPELESS), letter(2, "50")))
        .isEqualTo(
            Map.of(1L, new Outcome.Failed("invalid_json", "$", "Cannot read it"), 2L, REPLAYED));
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 50L);
  }

  @Test
  void aRecordThatTheSinkStillComesToIsNotWritten() {
    aRecordIsRejected();
    topics.produce(FIRST, 3);

    assertThat(replay(ReplayMode.TO_TABLES, letter(3, "50")))
        .isEqualTo(
            Map.of(
                3L,
                new Outcome.NotYet(
                    "table silver.events has events-0 up to offset 3 only: the connector comes to"
                        + " it by itself")));
    ingest();
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L);
  }

  @Test
  void anotherReplayInBetweenIsNoticed() {
    aRecordIsRejected();
    AtomicReference<Map<Long, Outcome>> other = new AtomicReference<>(Map.of());
    catalog.meanwhile(() -> other.set(replay(ReplayMode.TO_TABLES, letter(1, "50"))));

    assertThat(replay(ReplayMode.TO_TABLES, letter(1, "50"))).isEqualTo(Map.of(1L, THERE));

    assertThat(other).hasValue(Map.of(1L, REPLAYED));
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 50L, 2L);
  }

  @Test
  void theSinksOwnCommitInBetweenIsKept() {
    aRecordIsRejected();
    topics.produce(FIRST, 3);
    catalog.meanwhile(this::ingest);

    assertThat(replay(ReplayMode.TO_TABLES, letter(1, "50"))).isEqualTo(Map.of(1L, REPLAYED));

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 50L, 2L, 3L);
    assertThat(events.ledger(FIRST)).isEqualTo(LedgerEntry.of(0, 4, 1_003));
  }

  @Test
  void aRollbackInBetweenIsNoticed() {
    aRecordIsRejected();
    topics.produce(FIRST, 3);
    topics.produceBad(FIRST);
    ingest();
    catalog.meanwhile(
        () ->
            events
                .table()
                .manageSnapshots()
                .rollbackTo(events.snapshots().get(0).snapshotId())
                .commit());

    assertThat(replay(ReplayMode.TO_TABLES, letter(4, "50")))
        .isEqualTo(
            Map.of(
                4L,
                new Outcome.NotYet(
                    "table silver.events has events-0 up to offset 3 only: the connector comes to"
                        + " it by itself")));
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aLostAnswerDoublesNothing(Fault fault) {
    aRecordIsRejected();
    catalog.misbehave(fault);
    assertThat(replay(ReplayMode.TO_TABLES, letter(1, "50"))).isEqualTo(Map.of(1L, REPLAYED));
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 50L, 2L);
  }

  @Test
  void aTaskThatWritesMeanwhileGoesOn() {
    TestingWorker worker = worker();
    topics.produce(FIRST, 1);
    topics.produceBad(FIRST);
    worker.assign(FIRST);
    worker.runUntilAllIsCommitted(sink);
    topics.produce(FIRST, 2);
    consume(worker);

    replay(ReplayMode.TO_TABLES, letter(1, "50"));
    worker.runUntilAllIsCommitted(sink);
    worker.stop();

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 50L, 2L);
    assertThat(events.ledger(FIRST)).isEqualTo(LedgerEntry.of(0, 3, 1_002));
  }

  @Test
  void itsTimestampCountsAsOneThatTheTableHas() {
    topics.produce(FIRST, 1);
    topics.produceBad(FIRST);
    ingest();
    long watermark = events.facts().lowWatermark();
    replay(ReplayMode.TO_TABLES, letter(1, "50"));
    assertThat(events.ledger(FIRST)).isEqualTo(LedgerEntry.of(0, 2, 1_001));
    assertThat(events.facts().lowWatermark()).isEqualTo(watermark);
  }
}
