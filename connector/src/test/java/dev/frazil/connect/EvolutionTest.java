package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.connect.commit.FaultyCatalog.Fault;
import java.util.List;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.types.Types;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables that follow the schema of their records. */
class EvolutionTest extends SinkScenario {
  private static final Schema WITH_PLACE =
      SchemaBuilder.struct()
          .name("event")
          .version(2)
          .field("id", Schema.INT64_SCHEMA)
          .field("kind", Schema.OPTIONAL_STRING_SCHEMA)
          .field("place", Schema.STRING_SCHEMA)
          .build();

  private static final String EVOLVE = "iceberg.tables.evolve-schema-enabled";

  private final TestingSink evolving = sink(EVOLVE, "true");

  @Test
  void aFieldThatIsNewBecomesAColumnAndNoRecordIsLost() {
    topics.produce(FIRST, 1, 2);
    TestingWorker worker = worker(evolving);
    worker.assign(FIRST, SECOND);
    consume(worker);

    topics.produceConverted(FIRST, withPlace(3));
    topics.produce(FIRST, 4);
    topics.produceConverted(SECOND, withPlace(5));
    topics.produce(SECOND, 6);
    consume(worker);
    worker.runUntilAllIsCommitted(evolving);

    assertThat(column("place"))
        .isEqualTo(Types.NestedField.optional(id("place"), "place", Types.StringType.get()));
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(events.rows())
        .extracting(row -> row.getField("id") + " " + row.getField("place"))
        .containsExactlyInAnyOrder("1 null", "2 null", "3 here", "4 null", "5 here", "6 null");
    assertThat(reporter.reports()).isEmpty();
    worker.stop();
  }

  @Test
  void eachOfSeveralTablesForARecordGetsTheColumn() {
    TestingSink both = sink("iceberg.tables", "silver.events,silver.clicks", EVOLVE, "true");
    topics.produce(FIRST, 1);
    TestingWorker worker = worker(both);
    worker.assign(FIRST);
    consume(worker);
    topics.produceConverted(FIRST, withPlace(2));
    topics.produce(FIRST, 3);
    consume(worker);
    worker.runUntilAllIsCommitted(both);
    worker.stop();

    for (StoredTable table : List.of(events, clicks)) {
      assertThat(table.rows())
          .extracting(row -> row.getField("id") + " " + row.getField("place"))
          .containsExactlyInAnyOrder("1 null", "2 here", "3 null");
    }
    assertThat(reporter.reports()).isEmpty();
  }

  @Test
  void aTypeThatGrowsWidensItsColumn() {
    Schema narrow = SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA).build();
    Schema wide = SchemaBuilder.struct().field("id", Schema.INT64_SCHEMA).build();
    topics.produceConverted(FIRST, new SchemaAndValue(narrow, new Struct(narrow).put("id", 1)));
    topics.produceConverted(
        FIRST, new SchemaAndValue(wide, new Struct(wide).put("id", 5_000_000_000L)));
    topics.produceConverted(FIRST, new SchemaAndValue(narrow, new Struct(narrow).put("id", 2)));
    TestingWorker worker = worker(evolving);
    worker.assign(FIRST);
    consume(worker);
    worker.runUntilAllIsCommitted(evolving);

    assertThat(column("id").type()).isEqualTo(Types.LongType.get());
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 5_000_000_000L);
    worker.stop();
  }

  @Test
  void twoTasksThatMeetANewSchemaAtOnceEvolveTheTableOnce() {
    catalogHasEvents();
    topics.produceConverted(FIRST, withPlace(1));
    topics.produceConverted(SECOND, withPlace(2));
    TestingWorker one = worker(evolving);
    TestingWorker other = worker(sink(EVOLVE, "true"));
    one.assign(FIRST);
    other.assign(SECOND);
    one.runUntil(
        () -> {
          other.iterate();
          return one.hasConsumedAll() && other.hasConsumedAll();
        });
    one.stop();
    other.stop();

    assertThat(events.table().schema().columns())
        .filteredOn(column -> column.name().equals("place"))
        .hasSize(1);
    assertThat(events.ids()).containsExactlyInAnyOrder(0L, 1L, 2L);
  }

  @Test
  void withoutTheKeyFieldsThatAreNewAreLeftOut() {
    topics.produce(FIRST, 1);
    topics.produceConverted(FIRST, withPlace(2));
    TestingWorker worker = worker();
    worker.assign(FIRST);
    consume(worker);
    worker.stop();

    assertThat(events.table().schema().findField("place")).isNull();
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L);
  }

  @Test
  void whatContradictsTheTableIsADeadLetterAndChangesNothing() {
    topics.produce(FIRST, 1);
    topics.produceBad(FIRST);
    TestingWorker worker = worker(evolving);
    worker.assign(FIRST);
    consume(worker);
    worker.stop();

    assertThat(events.ids()).containsExactly(1L);
    assertThat(column("id").type()).isEqualTo(Types.LongType.get());
    assertThat(reporter.reports()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void whateverTheCatalogAnswersTheTableIsEvolvedOnceAndNothingIsLost(Fault fault) {
    catalogHasEvents();
    topics.produceConverted(FIRST, withPlace(1));
    TestingWorker worker = worker(evolving);
    catalog.misbehave(fault);
    worker.assign(FIRST);
    worker.runUntil(
        () -> {
          evolving.forward(100);
          return worker.hasConsumedAll();
        });
    worker.stop();

    assertThat(column("place").type()).isEqualTo(Types.StringType.get());
    assertThat(events.ids()).containsExactlyInAnyOrder(0L, 1L);
    assertThat(reporter.reports()).isEmpty();
  }

  @Test
  void aTableThatCannotBeEvolvedStopsTheTask() {
    catalogHasEvents();
    topics.produceConverted(FIRST, withPlace(1));
    TestingWorker worker = worker(evolving);
    catalog.failCommits(new ValidationException("columns are frozen"));
    worker.assign(FIRST);

    assertThatThrownBy(() -> worker.runUntil(() -> false))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Cannot open silver.events for events-0: Cannot evolve table test.silver.events (added"
                + " place string): columns are frozen");
    catalog.failCommits(null);
    worker.stopAfterFailure();
    assertThat(topics.committed(FIRST)).isZero();
  }

  private Types.NestedField column(String name) {
    return events.table().schema().findField(name);
  }

  private int id(String name) {
    return column(name).fieldId();
  }

  private static SchemaAndValue withPlace(long id) {
    return new SchemaAndValue(
        WITH_PLACE, new Struct(WITH_PLACE).put("id", id).put("place", "here"));
  }
}
