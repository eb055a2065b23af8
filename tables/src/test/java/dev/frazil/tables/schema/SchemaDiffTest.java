package dev.frazil.tables.schema;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;

class SchemaDiffTest {
  private static final Types.StringType STRING = Types.StringType.get();
  private static final Types.IntegerType INT = Types.IntegerType.get();
  private static final Types.LongType LONG = Types.LongType.get();

  private final InMemoryCatalog catalog = new InMemoryCatalog();

  SchemaDiffTest() {
    catalog.initialize("test", java.util.Map.of());
    catalog.createNamespace(Namespace.of("silver"));
  }

  @Test
  void nothingIsLackingWhereNothingDiffers() {
    Schema schema = new Schema(required(1, "id", LONG), optional(2, "name", STRING));

    assertThat(evolved(schema, schema)).isEmpty();
  }

  @Test
  void columnsAreAddedAtTheirPlaceAtAnyDepth() {
    Schema has =
        new Schema(
            optional(1, "id", LONG),
            optional(
                2,
                "list",
                Types.ListType.ofOptional(3, Types.StructType.of(optional(4, "a", INT)))),
            optional(
                5,
                "map",
                Types.MapType.ofOptional(6, 7, STRING, Types.StructType.of(optional(8, "a", INT)))),
            optional(9, "struct", Types.StructType.of(optional(10, "a", INT))));
    Types.StructType more = Types.StructType.of(optional(21, "a", INT), required(22, "b", STRING));
    Schema wanted =
        new Schema(
            optional(1, "id", LONG),
            optional(2, "list", Types.ListType.ofOptional(3, more)),
            optional(
                5,
                "map",
                Types.MapType.ofOptional(
                    6,
                    7,
                    STRING,
                    Types.StructType.of(optional(31, "a", INT), optional(32, "b", STRING)))),
            optional(
                9,
                "struct",
                Types.StructType.of(optional(41, "a", INT), optional(42, "b", STRING))),
            required(
                50,
                "place",
                Types.StructType.of(optional(61, "a", INT), required(62, "b", STRING)),
                "where it was"));

    assertThat(evolved(has, wanted))
        .containsExactly(
            "added list.element.b string",
            "added map.value.b string",
            "added struct.b string",
            "added place struct<61: a: optional int, 62: b: required string>");
  }

  @Test
  void typesThatHoldMoreAreTaken() {
    Schema has =
        new Schema(
            optional(1, "i", INT),
            optional(2, "f", Types.FloatType.get()),
            optional(3, "d", Types.DecimalType.of(9, 2)),
            optional(4, "list", Types.ListType.ofOptional(5, INT)));
    Schema wanted =
        new Schema(
            optional(1, "i", LONG),
            optional(2, "f", Types.DoubleType.get()),
            optional(3, "d", Types.DecimalType.of(12, 2)),
            optional(4, "list", Types.ListType.ofOptional(5, LONG)));

    assertThat(evolved(has, wanted))
        .containsExactly(
            "widened i from int to long",
            "widened f from float to double",
            "widened d from decimal(9, 2) to decimal(12, 2)",
            "widened list.element from int to long");
  }

  @Test
  void typesThatHoldLessOrSomethingElseAreLeft() {
    Schema has =
        new Schema(
            optional(1, "long", LONG),
            optional(2, "text", STRING),
            optional(3, "decimal", Types.DecimalType.of(9, 2)),
            optional(4, "struct", Types.StructType.of(optional(5, "a", INT))));
    Schema wanted =
        new Schema(
            optional(1, "long", INT),
            optional(2, "text", LONG),
            optional(3, "decimal", Types.DecimalType.of(12, 3)),
            optional(4, "struct", STRING));

    assertThat(evolved(has, wanted)).isEmpty();
  }

  @Test
  void columnsWhoseFieldMayBeAbsentBecomeOptional() {
    Schema has =
        new Schema(
            required(1, "may_be_null", STRING),
            required(2, "gone", STRING),
            required(3, "stays", STRING),
            required(4, "list", Types.ListType.ofRequired(5, INT)));
    Schema wanted =
        new Schema(
            optional(1, "may_be_null", STRING),
            required(3, "stays", STRING),
            required(4, "list", Types.ListType.ofOptional(5, INT)));

    assertThat(evolved(has, wanted))
        .containsExactly(
            "made may_be_null optional", "made list.element optional", "made gone optional");
  }

  @Test
  void identifierColumnsStayRequired() {
    Schema has = new Schema(List.of(required(1, "id", LONG)), Set.of(1));

    assertThat(evolved(has, new Schema(optional(1, "id", LONG)))).isEmpty();
  }

  @Test
  void aNameThatDiffersInCaseOnlyIsNoNewColumn() {
    assertThat(
            evolved(
                new Schema(optional(1, "Name", STRING)), new Schema(optional(1, "name", STRING))))
        .isEmpty();
  }

  @Test
  void columnsThatPartitionTheTableKeepTheirType() {
    Schema has = new Schema(optional(1, "region", INT), optional(2, "count", INT));
    Table table =
        catalog.createTable(
            TableIdentifier.of("silver", "partitioned"),
            has,
            PartitionSpec.builderFor(has).identity("region").build());
    Schema wanted = new Schema(optional(1, "region", LONG), optional(2, "count", LONG));

    assertThat(shown(SchemaDiff.additions(table, wanted)))
        .containsExactly("widened count from int to long");
  }

  @Test
  void aTableThatIsFullGetsNoMoreColumns() {
    List<Types.NestedField> columns = new ArrayList<>();
    for (int i = 0; i < SchemaDiff.MOST_FIELDS; i++) {
      columns.add(optional(i + 1, "c" + i, STRING));
    }
    Schema full = new Schema(columns);
    columns.add(optional(2_000, "more", STRING));

    assertThat(evolved(full, new Schema(columns))).isEmpty();
  }

  /** What a table is given for the wanted columns; asked again it lacks nothing. */
  private List<String> evolved(Schema has, Schema wanted) {
    Table table = catalog.createTable(TableIdentifier.of("silver", "events"), has);
    List<SchemaChange> changes = SchemaDiff.additions(table, wanted);
    UpdateSchema update = table.updateSchema();
    changes.forEach(change -> change.applyTo(update));
    update.commit();
    assertThat(SchemaDiff.additions(table, wanted)).as("lacking after all").isEmpty();
    return shown(changes);
  }

  private static List<String> shown(List<SchemaChange> changes) {
    return changes.stream().map(SchemaChange::shown).toList();
  }
}
