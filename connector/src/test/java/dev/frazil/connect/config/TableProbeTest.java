package dev.frazil.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.ResolvingFileIO;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TableProbeTest {

  private static final TableIdentifier VIEWS = TableIdentifier.of("silver", "events_views");
  private static final Schema SCHEMA =
      new Schema(NestedField.optional(1, "user_id", Types.LongType.get()));

  private final InMemoryCatalog catalog = new InMemoryCatalog();

  @BeforeEach
  void initialize() {
    catalog.initialize("iceberg", Map.of());
    catalog.createNamespace(Namespace.of("silver"));
  }

  private Table create(Schema schema, Map<String, String> properties) {
    return catalog.createTable(VIEWS, schema, PartitionSpec.unpartitioned(), properties);
  }

  private List<ConfigProblem> problems(String... entries) {
    return problems(catalog, entries);
  }

  private static List<ConfigProblem> problems(InMemoryCatalog catalog, String... entries) {
    Map<String, String> config = TestingConfigs.with(entries);
    ParsedConfig parsed = ParsedConfig.of(config);
    return new TableProbe(config, TablesConfig.of(parsed), RowConfig.of(parsed))
        .problems(catalog, VIEWS);
  }

  @Test
  void aTableThatCanBeWrittenIsFine() {
    create(SCHEMA, Map.of("write.format.default", "PARQUET"));
    assertThat(problems()).isEmpty();
  }

  @Test
  void aTableOfAnotherFormatIsToldAtTheKeyThatOverridesIt() {
    create(SCHEMA, Map.of("write.format.default", "orc", "write.target-file-size-bytes", "1GB"));

    assertThat(problems())
        .containsExactly(
            new ConfigProblem(
                "iceberg.tables.write-props.write.format.default",
                "Cannot write to table silver.events_views: Invalid write.format.default: orc"
                    + " (expected parquet)"),
            new ConfigProblem(
                "iceberg.tables.write-props.write.target-file-size-bytes",
                "Cannot write to table silver.events_views: Invalid write.target-file-size-bytes:"
                    + " 1GB (expected a whole number from 1 to 9223372036854775807)"));
    assertThat(
            problems(
                "iceberg.tables.write-props.write.format.default", "parquet",
                "iceberg.tables.write-props.write.target-file-size-bytes", "1073741824"))
        .isEmpty();
  }

  @Test
  void aKafkaColumnOfAnotherTypeIsTold() {
    create(
        new Schema(
            NestedField.optional(1, "user_id", Types.LongType.get()),
            NestedField.optional(2, "_kafka_offset", Types.StringType.get())),
        Map.of());

    assertThat(problems())
        .containsExactly(
            new ConfigProblem(
                "iceberg.tables.kafka-columns",
                "Cannot write to table silver.events_views: Cannot fill column _kafka_offset: it is"
                    + " of type string (expected long)"));
    assertThat(problems("iceberg.tables.kafka-columns", "false")).isEmpty();
  }

  @Test
  void aTableOfAnotherTopicIsTold() {
    create(SCHEMA, Map.of("frazil.topic", "events_views"));
    assertThat(problems()).isEmpty();
    assertThat(problems("topics", "events-views,other"))
        .containsExactly(
            new ConfigProblem(
                "iceberg.tables.topic-collisions",
                "Cannot route topic events-views to table silver.events_views: it belongs to topic"
                    + " events_views (set iceberg.tables.topic-collisions=allow, or the"
                    + " table's property frazil.topic)"));
    assertThat(problems("topics", "events-views", "iceberg.tables.topic-collisions", "allow"))
        .isEmpty();
    assertThat(problems("topics", "events-views", "iceberg.tables", "silver.events_views"))
        .isEmpty();
    assertThat(
            problems(
                "topics", "events-views",
                "transforms", "route",
                "transforms.route.type", "org.apache.kafka.connect.transforms.RegexRouter"))
        .isEmpty();
  }

  @Test
  void aBranchThatIsATagIsTold() {
    Table table = create(SCHEMA, Map.of());
    table.newAppend().commit();
    table.manageSnapshots().createTag("audit", table.currentSnapshot().snapshotId()).commit();
    table.manageSnapshots().createBranch("test").commit();
    String own = "iceberg.table.silver.events_views.commit-branch";

    assertThat(problems(own, "test")).isEmpty();
    assertThat(problems(own, "audit"))
        .containsExactly(
            new ConfigProblem(
                own, "Cannot commit to branch audit of table silver.events_views: it is a tag"));
    assertThat(problems("iceberg.tables.default-commit-branch", "audit"))
        .extracting(ConfigProblem::key)
        .containsExactly("iceberg.tables.default-commit-branch");
  }

  @Test
  void aLocationThatNoFileCanBeMadeAtIsTold() {
    Table table = create(SCHEMA, Map.of());
    InMemoryCatalog without = loading(table, new ResolvingFileIO());

    assertThat(problems(without))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.key()).isEqualTo("iceberg.catalog.io-impl");
              assertThat(problem.message())
                  .startsWith(
                      "Cannot write to table silver.events_views: no file can be made at "
                          + table.location()
                          + ": ")
                  .doesNotContain("\n");
            });
  }

  @Test
  void aMetadataTableIsNoPlaceForRows() {
    create(SCHEMA, Map.of());
    Map<String, String> config =
        TestingConfigs.with("iceberg.tables", "silver.events_views.snapshots");
    ParsedConfig parsed = ParsedConfig.of(config);

    assertThat(
            new TableProbe(config, TablesConfig.of(parsed), RowConfig.of(parsed))
                .problems(catalog, TableIdentifier.of("silver", "events_views", "snapshots")))
        .containsExactly(
            new ConfigProblem(
                "iceberg.tables.auto-create-enabled",
                "Cannot write to table silver.events_views.snapshots: it is a metadata table of"
                    + " silver.events_views"));
  }

  @Test
  void aNamespaceThatIsNotThereHasNoTables() {
    InMemoryCatalog without =
        new InMemoryCatalog() {
          @Override
          public Table loadTable(TableIdentifier identifier) {
            throw new NoSuchNamespaceException("Namespace does not exist: silver");
          }
        };

    assertThat(problems(without, "iceberg.tables.auto-create-enabled", "true")).isEmpty();
    assertThat(problems(without))
        .containsExactly(
            new ConfigProblem(
                "iceberg.tables.auto-create-enabled",
                "Cannot write to table silver.events_views: it does not exist and"
                    + " iceberg.tables.auto-create-enabled is false"));
  }

  private static InMemoryCatalog loading(Table table, FileIO io) {
    return new InMemoryCatalog() {
      @Override
      public Table loadTable(TableIdentifier identifier) {
        return new BaseTable(((HasTableOperations) table).operations(), table.name()) {
          @Override
          public FileIO io() {
            return io;
          }
        };
      }
    };
  }
}
