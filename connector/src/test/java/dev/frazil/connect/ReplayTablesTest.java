package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.connect.replay.Letter;
import dev.frazil.connect.replay.Outcome;
import dev.frazil.connect.replay.Outcome.NotYet;
import dev.frazil.connect.replay.Outcome.Replayed;
import dev.frazil.connect.replay.Passed;
import dev.frazil.connect.replay.ReplayMode;
import dev.frazil.tables.ledger.AddedRange;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.RangeCounts;
import dev.frazil.tables.ledger.StreamKey;
import dev.frazil.transforms.reject.UnconvertedBytes;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.types.Types;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What tables replayed records lead to, and what is made of them there. */
class ReplayTablesTest extends ReplayScenario {
  private static final String ID = "id-of-events-1";
  private static final Outcome REPLAYED = new Replayed(List.of(EVENTS));

  private void hasPassed(long offset) {
    topics.commit(FIRST, offset);
    brokers = topics;
  }

  @Test
  void aTableThatIsNotThereIsMadeWhereTheConnectorHasPassed() {
    topics.produceMarked(FIRST, DeadLetterScenario.mark());
    topics.produceMarked(FIRST, DeadLetterScenario.mark());
    hasPassed(2);

    assertThat(replay(ReplayMode.TO_TABLES, letter(ID, FIRST, 1, "50")))
        .isEqualTo(Map.of(1L, REPLAYED));

    assertThat(events.ids()).containsExactly(50L);
    assertThat(events.ledger(FIRST, ID)).isEqualTo(LedgerEntry.of(1, 2, 1_001));
    assertThat(events.facts().ranges())
        .containsExactly(
            new AddedRange(
                new StreamKey(ID, "events", 0), new OffsetRange(1, 2), RangeCounts.NONE));
  }

  @Test
  void theSinkGoesOnInATableThatWasMadeForARecord() {
    topics.produceMarked(FIRST, DeadLetterScenario.mark());
    TestingSink knowing = sink();
    knowing.topics(topics);
    TestingWorker worker = worker(knowing);
    worker.assign(FIRST);
    worker.runUntilAllIsCommitted(knowing);
    brokers = topics;

    replay(ReplayMode.TO_TABLES, letter(ID, FIRST, 0, "50"));
    topics.produce(FIRST, 1);
    worker.runUntilAllIsCommitted(knowing);
    worker.stop();

    assertThat(events.ids()).containsExactlyInAnyOrder(50L, 1L);
    assertThat(events.ledger(FIRST, ID)).isEqualTo(LedgerEntry.of(0, 2, 1_001));
  }

  @Test
  void aDryRunMakesNoTable() {
    hasPassed(2);
    assertThat(replay(ReplayMode.DRY_RUN, letter(ID, FIRST, 1, "50")))
        .isEqualTo(Map.of(1L, REPLAYED));
    assertThat(events.exists()).isFalse();
  }

  @Test
  void noTableIsMadeForWhatTheConnectorMayStillComeTo() {
    NotYet notYet =
        new NotYet(
            "table silver.events has nothing of events-0, and it is not known that the connector"
                + " has passed offset 1");
    assertThat(replay(ReplayMode.TO_TABLES, letter(1, "50"))).isEqualTo(Map.of(1L, notYet));
    hasPassed(1);
    assertThat(replay(ReplayMode.TO_TABLES, letter(ID, FIRST, 1, "50")))
        .isEqualTo(Map.of(1L, notYet));
    topics.recreate();
    topics.commit(FIRST, 5);
    assertThat(replay(ReplayMode.TO_TABLES, letter(ID, FIRST, 1, "50")))
        .isEqualTo(Map.of(1L, notYet));
    assertThat(events.exists()).isFalse();
  }

  @Test
  void noTableIsMadeWhereNoneMayBe() {
    entries = new String[] {"iceberg.tables.auto-create-enabled", "false"};
    hasPassed(2);
    assertThat(replay(ReplayMode.TO_TABLES, letter(ID, FIRST, 1, "50")))
        .isEqualTo(
            Map.of(
                1L,
                new Outcome.Failed(
                    "unroutable",
                    "$",
                    "Table silver.events does not exist and iceberg.tables.auto-create-enabled is"
                        + " false")));
  }

  @Test
  void aTableThatWasRolledBackToNothingIsTheSinksAgain() {
    catalogHasEvents();
    topics.produce(FIRST, 1);
    topics.produceBad(FIRST);
    ingest();
    events.table().manageSnapshots().rollbackTo(events.snapshots().get(0).snapshotId()).commit();

    assertThat(replay(ReplayMode.TO_TABLES, letter(1, "50")))
        .isEqualTo(
            Map.of(
                1L,
                new NotYet(
                    "table silver.events was rolled back to before all of events-0: the connector"
                        + " reads it again")));
  }

  @Test
  void aRecordInAGapLeavesTheGap() {
    topics.produce(FIRST, 1);
    ingestKnowing();
    for (int i = 0; i < 200; i++) {
      topics.produceBad(FIRST);
    }
    topics.produce(FIRST, 2);
    topics.expire(FIRST, 201);
    ingestKnowing();

    replay(ReplayMode.TO_TABLES, letter(ID, FIRST, 100, "50"));

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 50L, 2L);
    assertThat(events.ledger(FIRST, ID))
        .isEqualTo(
            LedgerEntry.of(0, 202, 1_201)
                .withGap(new OffsetRange(1, 100))
                .withGap(new OffsetRange(101, 201)));
  }

  private void ingestKnowing() {
    TestingSink knowing = sink();
    knowing.topics(topics);
    TestingWorker worker = worker(knowing);
    worker.assign(FIRST);
    worker.runUntilAllIsCommitted(knowing);
    worker.stop();
  }

  @Test
  void aRecordBeforeTheBaseLowersIt() {
    topics.produceBad(FIRST);
    topics.produce(FIRST, 1);
    topics.commit(FIRST, 1);
    ingest();
    assertThat(events.ledger(FIRST)).isEqualTo(LedgerEntry.of(1, 2, 1_001));

    replay(ReplayMode.TO_TABLES, letter(0, "50"));

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 50L);
    assertThat(events.ledger(FIRST)).isEqualTo(LedgerEntry.of(0, 2, 1_001));
  }

  @Test
  void aLetterFromBeforeTopicIdsIsOfTheStreamWithoutOne() {
    aRecordIsRejected();
    replay(ReplayMode.TO_TABLES, letter(ID, FIRST, 1, "50"));
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 50L, 2L);
    assertThat(events.ledger(FIRST)).isEqualTo(LedgerEntry.of(0, 3, 1_002));
    assertThat(replay(ReplayMode.TO_TABLES, letter(ID, FIRST, 1, "50")))
        .isEqualTo(Map.of(1L, new Outcome.AlreadyThere()));
  }

  @Test
  void aRecordThatOneOfItsTablesRefusesIsInNone() {
    entries = new String[] {"iceberg.tables", "silver.events, silver.clicks"};
    aRecordIsRejected();
    clicks.table().updateSchema().addColumn("more", Types.StringType.get()).commit();
    clicks.table().updateSchema().deleteColumn("id").commit();
    clicks.table().updateSchema().addColumn("id", Types.BooleanType.get()).commit();

    assertThat(replay(ReplayMode.TO_TABLES, letter(1, "50")))
        .isEqualTo(
            Map.of(
                1L,
                new Outcome.Failed(
                    "table_rejected",
                    "$.id",
                    "Table silver.clicks: Cannot write a field of type INT64 as boolean")));
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L);
  }

  @Test
  void eachOfItsTablesGetsWhatItLacks() {
    entries = new String[] {"iceberg.tables", "silver.events, silver.clicks"};
    aRecordIsRejected();
    Letter letter = letter(1, "50");
    assertThat(replay(ReplayMode.TO_TABLES, letter))
        .isEqualTo(Map.of(1L, new Replayed(List.of(CLICKS, EVENTS))));
    clicks.table().manageSnapshots().rollbackTo(clicks.snapshots().get(0).snapshotId()).commit();

    assertThat(replay(ReplayMode.DRY_RUN, letter))
        .isEqualTo(Map.of(1L, new Replayed(List.of(CLICKS))));
    assertThat(replay(ReplayMode.TO_TABLES, letter))
        .isEqualTo(Map.of(1L, new Replayed(List.of(CLICKS))));

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 50L, 2L);
    assertThat(clicks.ids()).containsExactlyInAnyOrder(1L, 50L, 2L);
  }

  @Test
  void aRecordThatLedNowhereGoesToTheTableThatItNames() {
    entries =
        new String[] {
          "iceberg.tables.route-field", "kind",
          "iceberg.tables.dynamic-enabled", "true",
          "iceberg.tables.allowed-namespaces", "silver"
        };
    topics.produceOfKind(FIRST, "silver.events", 1);
    topics.produceOfKind(FIRST, "elsewhere", 2);
    topics.produceOfKind(FIRST, "silver.events", 3);
    ingest();

    assertThat(outcomes(of("silver.events"), ReplayMode.TO_TABLES, letter(1, "50")))
        .containsExactly(REPLAYED);
    assertThat(outcomes(of("gold.events"), ReplayMode.TO_TABLES, letter(1, "50")))
        .containsExactly(
            new Outcome.Failed(
                "unroutable",
                "$.kind",
                "Cannot route by field kind: 'gold.events' is in no allowed namespace"
                    + " (iceberg.tables.allowed-namespaces: silver)"));
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 50L, 3L);
  }

  private static Function<ConsumerRecord<byte[], byte[]>, Passed> of(String kind) {
    return record ->
        delivered(
            record,
            TestingTopics.EVENT,
            new Struct(TestingTopics.EVENT).put("id", 50L).put("kind", kind));
  }

  private static Passed delivered(
      ConsumerRecord<byte[], byte[]> record, @Nullable Schema schema, @Nullable Object value) {
    return new Passed.Delivered(
        new SinkRecord(
            record.topic(), record.partition(), null, null, schema, value, record.offset()));
  }

  @Test
  void aTableIsGivenTheColumnsThatARecordAsksFor() {
    entries = new String[] {"iceberg.tables.evolve-schema-enabled", "true"};
    aRecordIsRejected();
    Schema wider =
        SchemaBuilder.struct()
            .name("event")
            .field("id", Schema.INT64_SCHEMA)
            .field("colour", Schema.OPTIONAL_STRING_SCHEMA)
            .build();
    Struct event = new Struct(wider).put("id", 50L).put("colour", "red");

    assertThat(
            outcomes(
                record -> delivered(record, wider, event), ReplayMode.DRY_RUN, letter(1, "50")))
        .containsExactly(REPLAYED);
    assertThat(events.table().schema().findField("colour")).isNull();
    assertThat(
            outcomes(
                record -> delivered(record, wider, event), ReplayMode.TO_TABLES, letter(1, "50")))
        .containsExactly(REPLAYED);

    assertThat(events.rows())
        .filteredOn(row -> Long.valueOf(50).equals(row.getField("id")))
        .extracting(row -> row.getField("colour"))
        .containsExactly("red");
  }

  @Test
  void whatIsNoRowIsToldAsWhatItIs() {
    aRecordIsRejected();
    Headers mark = DeadLetterScenario.mark();
    SchemaAndValue later = UnconvertedBytes.postponed(new byte[0], "the registry is down");
    assertThat(outcomes(r -> new Passed.Dropped(), ReplayMode.TO_TABLES, letter(1, "50")))
        .containsExactly(new Outcome.Dropped("a transform filters it out"));
    assertThat(outcomes(r -> delivered(r, null, null), ReplayMode.TO_TABLES, letter(1, "50")))
        .containsExactly(new Outcome.Failed("null_value", "$", "the value is null"));
    assertThat(
            outcomes(
                r -> delivered(r, later.schema(), later.value()),
                ReplayMode.TO_TABLES,
                letter(1, "50")))
        .containsExactly(new NotYet("it cannot be read: the registry is down"));
    assertThat(
            outcomes(
                r ->
                    new Passed.Delivered(
                        new SinkRecord("events", 0, null, null, null, "x", 1, null, null, mark)),
                ReplayMode.TO_TABLES,
                letter(1, "50")))
        .containsExactly(new Outcome.Failed("invalid_rating_value", "$.rating", "7 is too much"));
    entries = new String[] {"iceberg.tables.null-values", "ignore"};
    assertThat(outcomes(r -> delivered(r, null, null), ReplayMode.TO_TABLES, letter(1, "50")))
        .containsExactly(
            new Outcome.Dropped("the value is null, and iceberg.tables.null-values is ignore"));
  }

  @Test
  void rowsThatDoNotSayWhereTheyComeFromAreNotReplayed() {
    entries = new String[] {"iceberg.tables.kafka-columns", "false"};
    aRecordIsRejected();
    assertThatThrownBy(() -> replay(ReplayMode.DRY_RUN, letter(1, "50")))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Cannot replay into tables: iceberg.tables.kafka-columns is false, so that no row says"
                + " which record it was (expected records to be sent to their topic)");
    assertThat(replay(ReplayMode.TO_TOPIC, letter(1, "50"))).isEqualTo(Map.of(1L, REPLAYED));
  }

  @Test
  void aCatalogThatRefusesEndsTheRun() {
    aRecordIsRejected();
    catalog.failCommits(new ForbiddenException("no permission to commit"));
    assertThatThrownBy(() -> replay(ReplayMode.TO_TABLES, letter(1, "50")))
        .isInstanceOf(ConnectException.class)
        .hasMessageStartingWith("Cannot replay into table silver.events: no permission to commit");
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L);
  }

  @Test
  void aCatalogThatIsAwayForTooLongEndsTheRun() {
    aRecordIsRejected();
    catalog.goDown();
    sink.waitInVain();
    time = sink.time();
    assertThatThrownBy(() -> replay(ReplayMode.TO_TABLES, letter(1, "50")))
        .isInstanceOf(ConnectException.class)
        .hasMessage("Cannot look at table silver.events: the catalog is down");
  }

  @Test
  void manyLettersAreManyBatches() {
    topics.produce(FIRST, 1);
    Letter[] letters = new Letter[12_000];
    for (int i = 0; i < letters.length; i++) {
      topics.produceTombstone(FIRST);
      letters[i] = letter(i + 1, Integer.toString(100 + i));
    }
    ingest();
    int snapshots = events.snapshots().size();
    outcomes(ReplayMode.TO_TABLES, letters);
    assertThat(events.ids()).hasSize(12_001).doesNotHaveDuplicates();
    assertThat(events.snapshots()).hasSize(snapshots + 3);
    assertThat(outcomes(ReplayMode.DRY_RUN, letters)).containsOnly(new Outcome.AlreadyThere());
  }
}
