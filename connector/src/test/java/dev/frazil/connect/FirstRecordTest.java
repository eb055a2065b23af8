package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.frazil.connect.commit.FaultyCatalog;
import dev.frazil.connect.deadletter.RecordingReporter;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** First records for a table that cannot be made of them. */
class FirstRecordTest {
  private static final TopicPartition FIRST = new TopicPartition("events", 0);

  private final FaultyCatalog catalog = FaultyCatalog.empty();
  private final TestingTopics topics = new TestingTopics();
  private final StoredTable events =
      new StoredTable(catalog, TableIdentifier.of("silver", "events"));
  private final RecordingReporter reporter = new RecordingReporter().acknowledgingAtOnce();
  private final TestingSink sink =
      new TestingSink(
          catalog,
          "iceberg.table.silver.events.partition-by",
          "truncate(kind, 4)",
          "iceberg.tables.default-partition-by",
          "nothing");
  private final TestingWorker worker =
      new TestingWorker(topics, sink.task(reporter), reporter).start(Map.of());

  @AfterEach
  void closeSink() {
    sink.close();
  }

  private String deadLetter() {
    assertThat(reporter.reports()).hasSize(1);
    return String.valueOf(reporter.reports().get(0).error().getMessage());
  }

  @Test
  void aValueWithoutThePartitionColumnIsADeadLetter() {
    topics.produceMap(FIRST, Map.of("id", 1L));
    topics.produceMap(FIRST, Map.of("id", 2L, "kind", "view"));
    worker.assign(FIRST);
    worker.runUntil(worker::hasConsumedAll);
    sink.tick();

    worker.runUntilAllIsCommitted();

    assertThat(deadLetter())
        .isEqualTo(
            "reason=table_rejected path=$ v=1: Cannot create table silver.events: Cannot partition"
                + " by truncate(kind, 4): there is no column kind");
    assertThat(events.ids()).containsExactly(2L);
    worker.stop();
  }

  @Test
  void aValueWhosePartitionColumnIsOfAnotherTypeIsADeadLetter() {
    topics.produceMap(FIRST, Map.of("id", 1L, "kind", 1.5));
    topics.produceMap(FIRST, Map.of("id", 2L, "kind", "view"));
    worker.assign(FIRST);
    worker.runUntil(worker::hasConsumedAll);

    assertThat(deadLetter())
        .isEqualTo(
            "reason=table_rejected path=$ v=1: Cannot create table silver.events: Cannot partition"
                + " by truncate(kind, 4): column kind is of type double (expected int, long,"
                + " decimal, string or binary)");
    worker.stop();
    assertThat(events.ids()).containsExactly(2L);
  }

  @Test
  void aSchemaWithoutThePartitionColumnStopsTheTask() {
    topics.produceBad(FIRST);
    worker.assign(FIRST);

    assertThatThrownBy(() -> worker.runUntil(worker::hasConsumedAll))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Cannot open silver.events for events-0: Cannot create table silver.events: Cannot"
                + " partition by truncate(kind, 4): there is no column kind");
    assertThat(reporter.reports()).isEmpty();
    assertThat(events.exists()).isFalse();
    worker.stopAfterFailure();
  }

  @Test
  void propertiesThatDoNotFitTheColumnsStopTheTaskOrRejectTheValue() {
    TestingSink strict =
        new TestingSink(
            catalog, "iceberg.tables.auto-create-props.write.metadata.metrics.column.nix", "full");
    TestingWorker other =
        new TestingWorker(topics, strict.task(reporter), reporter).start(Map.of());
    topics.produceMap(FIRST, Map.of("id", 1L));
    topics.produce(FIRST, 1);
    other.assign(FIRST);

    assertThatThrownBy(() -> other.runUntil(other::hasConsumedAll))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Cannot open silver.events for events-0: Cannot create table silver.events: Invalid"
                + " write.metadata.metrics.column.nix: there is no column nix");
    assertThat(deadLetter())
        .isEqualTo(
            "reason=table_rejected path=$ v=1: Cannot create table silver.events: Invalid"
                + " write.metadata.metrics.column.nix: there is no column nix");
    other.stopAfterFailure();
    strict.close();
  }

  @Test
  void aTableThatTheCatalogRefusesStopsTheTask() {
    InMemoryCatalog refusing =
        new InMemoryCatalog() {
          @Override
          public Table createTable(
              TableIdentifier identifier,
              Schema schema,
              PartitionSpec spec,
              Map<String, String> properties) {
            throw new BadRequestException("Malformed request: no such warehouse");
          }
        };
    refusing.initialize("refusing", Map.of());
    TestingSink refused = new TestingSink(refusing);
    TestingWorker other =
        new TestingWorker(topics, refused.task(reporter), reporter).start(Map.of());
    topics.produce(FIRST, 1);
    other.assign(FIRST);

    assertThatThrownBy(() -> other.runUntil(other::hasConsumedAll))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Cannot open silver.events for events-0: Cannot create table silver.events: Malformed"
                + " request: no such warehouse");
    other.stopAfterFailure();
    refused.close();
  }

  static Stream<Arguments> valuesThatShowNoTable() {
    return Stream.of(
        arguments(
            Map.of("a.b", 1, "a", Map.of("b", 2)),
            "reason=table_rejected path=\\$ v=1: Cannot make a table for a value: Invalid schema:"
                + " multiple fields for name a.b: [0-9]+ and [0-9]+"),
        arguments(
            Map.of("", 1),
            "reason=table_rejected path=\\$\\[''] v=1: Cannot make a column: a field without a"
                + " name"),
        arguments(
            Map.of("inner", Map.of("", 1)),
            "reason=table_rejected path=\\$\\.inner\\[''] v=1: Cannot make a column: a field"
                + " without a name"),
        arguments(
            Map.of("kind_trunc", 1),
            "reason=table_rejected path=\\$ v=1: Cannot create table silver.events: Cannot"
                + " partition by truncate\\(kind, 4\\): Cannot create partition from name that"
                + " exists in schema: kind_trunc"));
  }

  @ParameterizedTest
  @MethodSource("valuesThatShowNoTable")
  void aValueThatShowsNoTableIsADeadLetter(Map<String, Object> fields, String why) {
    Map<String, Object> odd = new HashMap<>(fields);
    odd.put("id", 1L);
    odd.put("kind", "view");
    topics.produceMap(FIRST, odd);
    topics.produceMap(FIRST, Map.of("id", 2L, "kind", "view"));
    worker.assign(FIRST);
    worker.runUntil(worker::hasConsumedAll);

    assertThat(deadLetter()).matches(why);
    worker.stop();
    assertThat(events.ids()).containsExactly(2L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Kind", " ;{}()\n\t=", "_file", "\u0000", "9", "zażółć"})
  void oddNamesAreColumns(String name) {
    topics.produceMap(FIRST, Map.of("id", 1L, "kind", "view", name, "x"));
    worker.assign(FIRST);
    worker.runUntil(worker::hasConsumedAll);
    worker.stop();

    assertThat(reporter.reports()).isEmpty();
    assertThat(events.rows()).singleElement().extracting(row -> row.getField(name)).isEqualTo("x");
  }
}
