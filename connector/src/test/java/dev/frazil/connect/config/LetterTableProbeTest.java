package dev.frazil.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.connect.deadletter.LetterRecord;
import dev.frazil.connect.row.ShapeOptions;
import dev.frazil.connect.row.TableShape;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LetterTableProbeTest {
  private static final String TEMPLATE = "iceberg.deadletters.table-template";
  private static final TableIdentifier VIEWS =
      TableIdentifier.of("silver_deadletter", "events_views");
  private static final Schema COLUMNS =
      ((TableShape.Columns) TableShape.of(LetterRecord.SCHEMA, null, ShapeOptions.DEFAULTS))
          .schema();

  private final InMemoryCatalog catalog = new InMemoryCatalog();

  @BeforeEach
  void initialize() {
    catalog.initialize("iceberg", Map.of());
    catalog.createNamespace(Namespace.of("silver_deadletter"));
  }

  private Table create(Map<String, String> properties) {
    return catalog.createTable(VIEWS, COLUMNS, PartitionSpec.unpartitioned(), properties);
  }

  private List<ConfigProblem> problems(String... entries) {
    Map<String, String> config = TestingConfigs.with(entries);
    config.put(TEMPLATE, "silver_deadletter.${topic}");
    ParsedConfig parsed = ParsedConfig.of(config);
    TableProbe tables = new TableProbe(config, TablesConfig.of(parsed), RowConfig.of(parsed));
    return new LetterTableProbe(config, tables).problems(catalog);
  }

  @Test
  void aTableThatCanKeepThemIsFine() {
    create(Map.of("frazil.topic", "events_views"));

    assertThat(problems("topics", "events_views")).isEmpty();
  }

  @Test
  void aTableThatMayNotBeMadeIsToldAtTheTemplate() {
    create(Map.of());

    assertThat(problems("topics", "events_views,events_clicks"))
        .containsExactly(
            new ConfigProblem(
                TEMPLATE,
                "Cannot keep dead letters of topic events_clicks in table"
                    + " silver_deadletter.events_clicks: it does not exist and"
                    + " iceberg.tables.auto-create-enabled is false"));
    assertThat(
            problems(
                "topics", "events_views,events_clicks",
                "iceberg.tables.auto-create-enabled", "true"))
        .isEmpty();
  }

  @Test
  void aTableOfAnotherTopicIsTold() {
    create(Map.of("frazil.topic", "events.views"));

    assertThat(problems("topics", "events_views"))
        .containsExactly(
            new ConfigProblem(
                TEMPLATE,
                "Cannot keep dead letters of topic events_views in table"
                    + " silver_deadletter.events_views: it belongs to topic events.views (set"
                    + " iceberg.tables.topic-collisions=allow to share it)"));
    assertThat(problems("topics", "events_views", "iceberg.tables.topic-collisions", "allow"))
        .isEmpty();
  }

  @Test
  void columnsThatAreMissingOrOfAnotherTypeAreTold() {
    Table table = create(Map.of());
    table
        .updateSchema()
        .deleteColumn("in_topic")
        .deleteColumn("_kafka_offset")
        .renameColumn("raw_bytes", "bytes")
        .commit();
    table.updateSchema().addColumn("in_topic", Types.StringType.get()).commit();

    assertThat(problems("topics", "events_views"))
        .containsExactly(
            new ConfigProblem(
                TEMPLATE,
                "Cannot keep dead letters of topic events_views in table"
                    + " silver_deadletter.events_views: there is no column raw_bytes (expected"
                    + " binary); column in_topic is of type string (expected boolean); there is no"
                    + " column _kafka_offset (expected long)"));
  }

  @Test
  void theTopicIsTheOneThatIsReadWhateverTransformsCallIt() {
    assertThat(
            problems(
                "topics", "events_clicks",
                "transforms", "route",
                "transforms.route.type", "org.apache.kafka.connect.transforms.RegexRouter",
                "transforms.route.regex", ".*",
                "transforms.route.replacement", "all"))
        .extracting(ConfigProblem::key)
        .containsExactly(TEMPLATE);
  }

  @Test
  void howTheTableIsWrittenIsToldAtTheKeyThatSaysSo() {
    Table table = create(Map.of("write.format.default", "orc"));
    table.newAppend().commit();
    table.manageSnapshots().createTag("audit", table.currentSnapshot().snapshotId()).commit();

    assertThat(problems("topics", "events_views", "iceberg.tables.default-commit-branch", "audit"))
        .containsExactly(
            new ConfigProblem(
                "iceberg.tables.write-props.write.format.default",
                "Cannot write to table silver_deadletter.events_views: Invalid"
                    + " write.format.default: orc (expected parquet)"),
            new ConfigProblem(
                "iceberg.tables.default-commit-branch",
                "Cannot commit to branch audit of table silver_deadletter.events_views: it is a"
                    + " tag"));
  }

  @Test
  void aMetadataTableKeepsNothing() {
    create(Map.of());
    Map<String, String> config =
        TestingConfigs.with(TEMPLATE, "silver_deadletter.events_views.${topic}");
    config.put("topics", "snapshots");
    ParsedConfig parsed = ParsedConfig.of(config);
    TableProbe tables = new TableProbe(config, TablesConfig.of(parsed), RowConfig.of(parsed));

    assertThat(new LetterTableProbe(config, tables).problems(catalog))
        .containsExactly(
            new ConfigProblem(
                TEMPLATE,
                "Cannot keep dead letters of topic snapshots in table"
                    + " silver_deadletter.events_views.snapshots: it is a metadata table of"
                    + " silver_deadletter.events_views"));
  }

  @Test
  void withoutTemplateNothingIsLookedFor() {
    Map<String, String> config = TestingConfigs.least();
    ParsedConfig parsed = ParsedConfig.of(config);
    TableProbe tables = new TableProbe(config, TablesConfig.of(parsed), RowConfig.of(parsed));

    assertThat(new LetterTableProbe(config, tables).problems(catalog)).isEmpty();
  }
}
