package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.types.Types;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Names of tables that a catalog does not like: whoever chose them is at fault. */
class RefusedNamesTest extends SinkScenario {
  private static final Schema ID =
      new Schema(Types.NestedField.optional(1, "id", Types.LongType.get()));
  private static final Namespace SILVER = Namespace.of("silver");
  private static final String[] NAMED = {
    "iceberg.tables.dynamic-enabled", "true",
    "iceberg.tables.route-field", "kind",
    "iceberg.tables.allowed-namespaces", "silver",
    "iceberg.tables.dynamic-max-tables", "2"
  };

  @AutoClose private final PickyCatalog picky = new PickyCatalog();
  private final StoredTable kept = new StoredTable(picky, EVENTS);

  RefusedNamesTest() {
    picky.initialize("picky", Map.of());
    picky.createNamespace(SILVER);
  }

  /** Answers as catalogs do that have rules for names and for who may read what. */
  private static final class PickyCatalog extends InMemoryCatalog {
    @Override
    protected TableOperations newTableOps(TableIdentifier name) {
      if (name.name().equals("secret")) {
        throw new ForbiddenException("no right on %s", name);
      }
      return super.newTableOps(name);
    }

    @Override
    protected boolean isValidIdentifier(TableIdentifier name) {
      return !name.name().contains("-");
    }

    @Override
    public TableBuilder buildTable(TableIdentifier name, Schema schema) {
      if (name.name().startsWith("long")) {
        throw new BadRequestException("Malformed request: %s", name.name());
      }
      return super.buildTable(name, schema);
    }
  }

  private List<String> ingest(String... kinds) {
    for (int i = 0; i < kinds.length; i++) {
      topics.produceOfKind(FIRST, kinds[i], i + 1);
    }
    try (TestingSink sink = new TestingSink(picky, NAMED)) {
      TestingWorker worker = worker(sink);
      worker.assign(FIRST);
      worker.runUntilAllIsCommitted(sink);
      worker.stop();
    }
    return reporter.reports().stream()
        .map(each -> each.record().originalKafkaOffset() + " " + each.error().getMessage())
        .toList();
  }

  private static String letter(long offset, String table, String why) {
    return offset
        + " reason=unroutable path=$.kind v=1: Cannot route to table "
        + table
        + ": "
        + why;
  }

  @Test
  void aTableThatMayNotBeReadIsADeadLetter() {
    assertThat(ingest("silver.secret", "silver.events", "silver.secret"))
        .containsExactly(
            letter(0, "silver.secret", "no right on silver.secret"),
            letter(2, "silver.secret", "no right on silver.secret"));
    assertThat(kept.ids()).containsExactly(2L);
  }

  @Test
  void aNameThatTheCatalogRefusesIsADeadLetter() {
    assertThat(ingest("silver.longer", "silver.events", "silver.a-b"))
        .containsExactly(
            letter(0, "silver.longer", "Malformed request: longer"),
            letter(2, "silver.a-b", "Invalid table identifier: silver.a-b"));
    assertThat(kept.ids()).containsExactly(2L);
  }

  @Test
  void theNameOfAViewIsADeadLetter() {
    picky
        .buildView(TableIdentifier.of(SILVER, "seen"))
        .withSchema(ID)
        .withDefaultNamespace(SILVER)
        .withQuery("spark", "select 1")
        .create();

    assertThat(ingest("silver.seen", "silver.events"))
        .containsExactly(
            letter(0, "silver.seen", "the name is that of something else, such as a view"));
    assertThat(kept.ids()).containsExactly(2L);
  }

  @Test
  void refusedNamesDoNotCountAsTables() {
    assertThat(ingest("silver.long1", "silver.a-b", "silver.secret", "silver.events"))
        .hasSize(3)
        .noneMatch(letter -> letter.contains("would be one more"));
    assertThat(kept.ids()).containsExactly(4L);
  }

  @Test
  void namesOfWhichNoTableCanBeMadeDoNotCountAsTables() {
    picky.createTable(
        EVENTS, new Schema(Types.NestedField.optional(1, "id", Types.LongType.get())));
    for (String kind : List.of("silver.x1", "silver.x2", "silver.events")) {
      topics.produceOfKind(FIRST, kind, 7);
    }
    try (TestingSink sink =
        new TestingSink(
            picky,
            "iceberg.tables.dynamic-enabled",
            "true",
            "iceberg.tables.route-field",
            "kind",
            "iceberg.tables.allowed-namespaces",
            "silver",
            "iceberg.tables.default-partition-by",
            "nocolumn",
            "iceberg.tables.dynamic-max-tables",
            "2")) {
      TestingWorker worker = worker(sink);
      worker.assign(FIRST);
      worker.runUntilAllIsCommitted(sink);
      worker.stop();
    }

    assertThat(reporter.reports()).hasSize(2);
    assertThat(kept.ids()).containsExactly(7L);
  }

  @Test
  void aNameThatTheConfigurationHasStopsTheTask() {
    topics.produceOfKind(FIRST, "a", 1);
    try (TestingSink sink = new TestingSink(picky, "iceberg.tables", "silver.a-b")) {
      TestingWorker worker = worker(sink);
      worker.assign(FIRST);

      assertThatThrownBy(() -> worker.runUntil(() -> false))
          .isInstanceOf(ConnectException.class)
          .hasMessage(
              "Cannot open silver.a-b for events-0: Cannot create table silver.a-b: Invalid table"
                  + " identifier: silver.a-b");
      worker.stopAfterFailure();
    }
  }
}
