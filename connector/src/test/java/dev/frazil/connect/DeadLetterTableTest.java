package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.frazil.connect.deadletter.RecordingReporter;
import dev.frazil.tables.OriginColumns;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.RangeCounts;
import dev.frazil.transforms.contract.EventContract;
import dev.frazil.transforms.contract.EventStruct;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** Rejected records in the dead-letter table of their topic. */
class DeadLetterTableTest extends DeadLetterScenario {
  @Test
  void eachRejectedRecordIsInTheTableAndOnTheTopic() {
    produce();
    TestingWorker worker = keeping();
    worker.assign(FIRST);
    consume(worker);
    keeping.tick();
    worker.runUntilAllIsCommitted();
    worker.stop();

    assertThat(offsets()).containsExactly(1L, 2L, 3L);
    assertThat(letters.rows())
        .extracting(
            row -> row.getField("error_reason"),
            row -> row.getField("error_path"),
            row -> row.getField("error_detail"),
            row -> row.getField("raw_payload"),
            row -> row.getField("in_topic"))
        .containsExactlyInAnyOrder(
            tuple(
                "table_rejected",
                "$.id",
                "Cannot write a field of type STRING as long",
                "{\"id\":\"text\"}",
                true),
            tuple("null_value", "$", "the value is null", null, true),
            tuple("invalid_rating_value", "$.rating", "7 is too much", "{\"id\":-1}", true));
    assertThat(reporter.reports()).hasSize(3);
  }

  @Test
  void anEventThatTheTableRejectsIsKeptAsItCame() {
    String came = "{ \"id\" : \"text\",  \"unknown\": 12.50, \"rating\": 4.50 }";
    EventStruct event =
        (EventStruct)
            EventContract.compile(
                    """
                    {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "rating",
                     "type": "object",
                     "properties": {"id": {"type": "string"}, "rating": {"type": "number"}}}
                    """)
                .reader(1_000)
                .read(came.getBytes(StandardCharsets.UTF_8));
    topics.produce(FIRST, 1);
    topics.produceConverted(FIRST, new SchemaAndValue(event.schema(), event));
    ingestAnew();

    assertThat(letters.rows())
        .extracting(row -> row.getField("error_reason"), row -> row.getField("raw_payload"))
        .containsExactly(tuple("table_rejected", came));
  }

  @Test
  void theSnapshotsOfBothTablesAddUp() {
    produce();
    TestingWorker worker = keeping();
    worker.assign(FIRST);
    consume(worker);
    worker.stop();

    assertThat(events.facts().totals()).isEqualTo(new RangeCounts(5, 2, 3, 0, 0, 0));
    assertThat(letters.facts().totals()).isEqualTo(new RangeCounts(5, 3, 0, 0, 0, 2));
    assertThat(events.ledger(FIRST)).isEqualTo(LedgerEntry.of(0, 5, 1_004));
    assertThat(letters.ledger(FIRST)).isEqualTo(LedgerEntry.of(0, 5, 1_004));
    assertThat(topics.committed(FIRST)).isEqualTo(5);
  }

  @Test
  void theTableSaysWhereItsRowsComeFromAndIsPartitionedByDay() {
    produce();
    ingestAnew();

    assertThat(OriginColumns.of(letters.table().schema())).isNotNull();
    assertThat(letters.table().schema().columns())
        .extracting(NestedField::name)
        .containsExactly(
            "raw_payload",
            "raw_bytes",
            "topic",
            "error_reason",
            "error_ts",
            "partition",
            "offset",
            "record_ts",
            "key",
            "headers",
            "error_detail",
            "error_path",
            "in_topic",
            "_kafka_topic_id",
            "_kafka_topic",
            "_kafka_partition",
            "_kafka_offset");
    assertThat(letters.table().spec().fields())
        .extracting(field -> field.transform() + " " + field.name())
        .containsExactly("day error_ts_day");
    assertThat(letters.table().properties())
        .containsEntry("frazil.topic", "events")
        .containsEntry("frazil.created", "true");
  }

  @Test
  void whatTheTableHasIsNotKeptAgain() {
    produce();
    ingestAnew();
    topics.commit(FIRST, 0);
    topics.produceTombstone(FIRST);

    ingestAnew();

    assertThat(offsets()).containsExactly(1L, 2L, 3L, 5L);
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L);
    assertThat(letters.facts().totals().rows()).isEqualTo(1);
  }

  @Test
  void aSoundPartitionMakesNoTable() {
    topics.produce(FIRST, 1, 2);
    ingestAnew();

    assertThat(letters.exists()).isFalse();
  }

  @Test
  void theTableAloneIsEnough() {
    produce();
    TestingWorker worker = withoutTopic(keeping);
    worker.assign(FIRST);
    consume(worker);
    worker.stop();

    assertThat(offsets()).containsExactly(1L, 2L, 3L);
    assertThat(letters.rows()).extracting(row -> row.getField("in_topic")).containsOnly(false);
    assertThat(topics.committed(FIRST)).isEqualTo(5);
  }

  @Test
  void aRecordThatIsTooLargeForTheTopicIsInTheTableOnly() {
    topics.produceMap(FIRST, Map.of("x", "y".repeat(400_000)));
    topics.produceTombstone(FIRST);
    catalogHasEvents();
    ingestAnew();

    assertThat(letters.rows())
        .extracting(row -> row.getField("offset") + " " + row.getField("in_topic"))
        .containsExactlyInAnyOrder("0 false", "1 true");
    assertThat(reporter.reports()).hasSize(1);
    assertThat(((String) letters.rows().get(0).getField("raw_payload")).length())
        .isEqualTo(400_008);
  }

  @Test
  void recordsThatLeadToNoTableAreKeptToo() {
    TopicPartition dotted = new TopicPartition("a.b", 0);
    topics.produce(dotted, 1);
    catalog.createNamespace(Namespace.of("silver"));
    catalog
        .buildTable(
            TableIdentifier.of("silver", "a_b"),
            new Schema(NestedField.optional(1, "id", Types.LongType.get())))
        .withProperty("frazil.topic", "a_b")
        .create();
    TestingWorker worker = keeping();
    worker.assign(dotted);
    consume(worker);
    worker.stop();

    StoredTable kept = new StoredTable(catalog, TableIdentifier.of("silver_deadletter", "a_b"));
    assertThat(kept.rows())
        .extracting(row -> row.getField("topic") + " " + row.getField("error_reason"))
        .containsExactly("a.b unroutable");
    assertThat(topics.committed(dotted)).isEqualTo(1);
  }

  @Test
  void aTableThatLacksColumnsStopsTheTaskBeforeTheNextDeadLetter() {
    produce();
    ingestAnew();
    letters
        .table()
        .updateSchema()
        .deleteColumn("headers")
        .renameColumn("error_path", "place")
        .commit();
    topics.produce(FIRST, 3);
    TestingWorker worker = keeping();
    worker.assign(FIRST);

    assertThatThrownBy(() -> worker.runUntil(() -> false))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Cannot keep dead letters of topic events in table silver_deadletter.events: there is"
                + " no column headers (expected list<struct<key string, value binary>>); there is"
                + " no column error_path (expected string); column place is required, and nothing"
                + " fills it (expected one that may be null)");
    worker.stopAfterFailure();
    assertThat(topics.committed(FIRST)).isEqualTo(5);
    assertThat(offsets()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aTableWhoseRowsDoNotSayWhereTheyComeFromStopsTheTask() {
    produce();
    ingestAnew();
    letters.table().updateSchema().deleteColumn("_kafka_offset").commit();
    topics.produceBad(FIRST);
    TestingWorker worker = keeping();
    worker.assign(FIRST);

    assertThatThrownBy(() -> worker.runUntil(() -> false))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Cannot keep dead letters of topic events in table silver_deadletter.events: there is"
                + " no column _kafka_offset (expected long)");
    worker.stopAfterFailure();
    assertThat(topics.committed(FIRST)).isEqualTo(5);
  }

  @Test
  void aTableThatSomebodyMadeBeforehandMayHaveMore() {
    produce();
    ingestAnew();
    Schema made = letters.table().schema();
    catalog.dropTable(LETTERS, false);
    catalog.createTable(LETTERS, made);
    letters.table().updateSchema().addColumn("owner", Types.StringType.get()).commit();
    topics.produceBad(FIRST);
    ingestAnew();

    assertThat(offsets()).containsExactly(5L);
  }

  /** Nothing tells what was rejected meanwhile from what was sound, so the ledger has no gap. */
  @Test
  void whatIsRejectedWhileTheTemplateIsTakenOutIsOnTheTopicOnly() {
    produce();
    ingestAnew();
    topics.produceBad(FIRST);
    topics.produce(FIRST, 3);
    TestingSink off = sink();
    TestingWorker worker = worker(off);
    worker.assign(FIRST);
    worker.runUntilAllIsCommitted(off);
    worker.stop();
    topics.produceBad(FIRST);
    ingestAnew();

    assertThat(offsets()).containsExactly(1L, 2L, 3L, 7L);
    assertThat(letters.ledger(FIRST)).isEqualTo(LedgerEntry.of(0, 8, 1_007));
    assertThat(reporter.reports()).hasSize(5);
  }

  @Test
  void aTableOfAnotherTopicStopsTheTask() {
    TopicPartition dotted = new TopicPartition("a.b", 0);
    TopicPartition scored = new TopicPartition("a_b", 0);
    topics.produceTombstone(dotted);
    topics.produceTombstone(scored);
    TestingWorker first = keeping();
    first.assign(dotted);
    consume(first);
    first.stop();
    TestingWorker second = worker(sink(TEMPLATE, NAMES));
    second.assign(scored);

    assertThatThrownBy(() -> second.runUntil(() -> false))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Cannot keep dead letters of topic a_b in table silver_deadletter.a_b: it belongs to"
                + " topic a.b (set iceberg.tables.topic-collisions=allow to share it)");
    second.stopAfterFailure();
    assertThat(topics.committed(scored)).isZero();
  }

  @Test
  void aTableThatMayNotBeMadeStopsTheTask() {
    catalogHasEvents();
    topics.produceTombstone(FIRST);
    TestingWorker worker =
        worker(sink(TEMPLATE, NAMES, "iceberg.tables.auto-create-enabled", "false"));
    worker.assign(FIRST);

    assertThatThrownBy(() -> worker.runUntil(() -> false))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Cannot open silver_deadletter.events for events-0: Cannot write to table"
                + " silver_deadletter.events: it does not exist and"
                + " iceberg.tables.auto-create-enabled is false");
    worker.stopAfterFailure();
    assertThat(topics.committed(FIRST)).isZero();
  }

  @Test
  void aRowIsNotCommittedBeforeTheTopicHasAcknowledgedIt() {
    RecordingReporter slow = new RecordingReporter();
    topics.produceTombstone(FIRST);
    TestingWorker worker = new TestingWorker(topics, keeping.task(slow), slow).start(Map.of());
    worker.assign(FIRST);
    consume(worker);
    keeping.tick();
    worker.iterate();
    assertThat(letters.rows()).isEmpty();

    slow.reports().get(0).acknowledge();
    worker.runUntilAllIsCommitted(keeping);

    assertThat(offsets()).containsExactly(0L);
    worker.stop();
  }
}
