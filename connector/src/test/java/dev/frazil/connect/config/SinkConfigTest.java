package dev.frazil.connect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.frazil.connect.row.KafkaColumns;
import dev.frazil.connect.row.UnknownFields;
import dev.frazil.tables.CatalogPolicy;
import dev.frazil.tables.PartitionStrategy;
import dev.frazil.tables.TableName;
import dev.frazil.tables.ledger.LedgerId;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class SinkConfigTest {

  private static TableIdentifier tableFor(String topic, SinkConfig config) {
    return ((Destination.ByTopic) config.routing().destination()).tableFor(topic);
  }

  @Test
  void theLeastHasTheDocumentedDefaults() {
    SinkConfig config = SinkConfig.of(TestingConfigs.least());

    assertThat(config.connectorName()).isEqualTo("movies");
    assertThat(config.taskId()).isZero();
    assertThat(config.catalog().name()).isEqualTo("iceberg");
    assertThat(config.catalog().properties())
        .isEqualTo(Map.of("type", "rest", "uri", "http://127.0.0.1:1"));
    assertThat(config.catalog().policy()).isEqualTo(CatalogPolicy.STANDARD);
    assertThat(tableFor("events.views", config)).isEqualTo(TableName.parse("silver.events_views"));
    assertThat(config.routing().allowedNamespaces()).containsExactly(Namespace.of("silver"));
    assertThat(config.routing().collisions()).isEqualTo(TopicCollisions.REFUSE);
    assertThat(config.tables().autoCreate()).isFalse();
    assertThat(config.tables().defaults())
        .isEqualTo(new TableOptions(PartitionStrategy.NONE, null));
    assertThat(config.rows().options().unknownFields()).isEqualTo(UnknownFields.IGNORE);
    assertThat(config.rows().options().kafkaColumns()).isEqualTo(KafkaColumns.ON);
    assertThat(config.rows().nullValues()).isEqualTo(NullValues.REJECT);
    assertThat(config.commits())
        .isEqualTo(
            new CommitConfig(
                Duration.ofSeconds(60), null, Long.MAX_VALUE, Long.MAX_VALUE, "default"));
    assertThat(config.recovery())
        .isEqualTo(new RecoveryConfig(OnRollback.REINGEST, OnLostOffsets.CONTINUE, false, false));
    assertThat(config.upkeep())
        .isEqualTo(new UpkeepConfig(ExpireSnapshots.OWN, 500, Duration.ofHours(24)));
    assertThat(config.kafka().knowsTopicIds()).isFalse();
    assertThat(config.ledger(TableName.parse("silver.x"))).isEqualTo(LedgerId.DEFAULT);
  }

  @Test
  void everyKeyArrives() {
    SinkConfig config =
        SinkConfig.of(
            TestingConfigs.with(
                "frazil.task.id", "2",
                "iceberg.catalog", "lake",
                "iceberg.catalog.credential", "id:s3cr3t",
                "iceberg.allowed-classes", "org.example.Io, org.example.Auth",
                "iceberg.allowed-hosts", "169.254.1.1",
                "iceberg.tables.topic-template", "bronze.raw_${topic}",
                "iceberg.tables.allowed-namespaces", "bronze,a.b",
                "iceberg.tables.topic-collisions", "allow",
                "iceberg.tables.auto-create-enabled", "true",
                "iceberg.tables.schema-force-optional", "true",
                "iceberg.tables.auto-create-props.format-version", "3",
                "iceberg.tables.write-props.write.parquet.compression-codec", "zstd",
                "iceberg.tables.default-partition-by", "day(event_ts)",
                "iceberg.tables.default-commit-branch", "audit",
                "iceberg.table.bronze.raw_events_views.partition-by", "hour(event_ts)",
                "iceberg.table.bronze.raw_events_clicks.commit-branch", "main",
                "iceberg.tables.unknown-fields", "reject",
                "iceberg.tables.null-values", "ignore",
                "iceberg.tables.kafka-columns", "false",
                "iceberg.commit.interval-ms", "10000",
                "iceberg.commit.give-up-ms", "600000",
                "iceberg.commit.max-rows", "1000",
                "iceberg.commit.max-bytes", "2000",
                "iceberg.recovery.on-rollback", "continue",
                "iceberg.recovery.on-lost-offsets", "fail",
                "iceberg.recovery.allow-skipping", "true",
                "iceberg.upkeep.expire-snapshots", "none",
                "iceberg.upkeep.max-snapshots", "7",
                "iceberg.upkeep.max-snapshot-age-ms", "8000",
                "iceberg.ledger-id", "second",
                "iceberg.kafka.bootstrap.servers", "kafka:9092",
                "iceberg.kafka.security.protocol", "SSL",
                "iceberg.kafka.auto.offset.reset", "earliest"));

    assertThat(config.taskId()).isEqualTo(2);
    assertThat(config.catalog().name()).isEqualTo("lake");
    assertThat(config.catalog().policy())
        .isEqualTo(
            new CatalogPolicy(Set.of("org.example.Io", "org.example.Auth"), Set.of("169.254.1.1")));
    assertThat(tableFor("x", config)).isEqualTo(TableName.parse("bronze.raw_x"));
    assertThat(config.routing().allowedNamespaces())
        .containsExactly(Namespace.of("bronze"), Namespace.of("a", "b"));
    assertThat(config.routing().collisions()).isEqualTo(TopicCollisions.ALLOW);
    assertThat(config.tables().autoCreate()).isTrue();
    assertThat(config.tables().autoCreateProperties()).isEqualTo(Map.of("format-version", "3"));
    assertThat(config.tables().writeProperties())
        .isEqualTo(Map.of("write.parquet.compression-codec", "zstd"));
    assertThat(config.tables().options(TableName.parse("bronze.raw_events_views")))
        .isEqualTo(new TableOptions(PartitionStrategy.parse("hour(event_ts)"), "audit"));
    assertThat(config.tables().options(TableName.parse("bronze.raw_events_clicks")))
        .isEqualTo(new TableOptions(PartitionStrategy.parse("day(event_ts)"), "main"));
    assertThat(config.tables().options(TableName.parse("bronze.raw_other")))
        .isEqualTo(new TableOptions(PartitionStrategy.parse("day(event_ts)"), "audit"));
    assertThat(config.rows().options().unknownFields()).isEqualTo(UnknownFields.REJECT);
    assertThat(config.rows().options().kafkaColumns()).isEqualTo(KafkaColumns.OFF);
    assertThat(config.rows().nullValues()).isEqualTo(NullValues.IGNORE);
    assertThat(config.commits())
        .isEqualTo(
            new CommitConfig(
                Duration.ofSeconds(10), Duration.ofSeconds(600), 1_000, 2_000, "second"));
    assertThat(config.recovery())
        .isEqualTo(new RecoveryConfig(OnRollback.CONTINUE, OnLostOffsets.FAIL, true, false));
    assertThat(config.upkeep())
        .isEqualTo(new UpkeepConfig(ExpireSnapshots.NONE, 7, Duration.ofSeconds(8)));
    assertThat(config.kafka().group()).isEqualTo("connect-" + config.connectorName());
    assertThat(config.kafka().properties())
        .isEqualTo(Map.of("bootstrap.servers", "kafka:9092", "security.protocol", "SSL"));
    assertThat(config.ledger(TableName.parse("bronze.raw_x")))
        .isEqualTo(new LedgerId("second", "audit"));
  }

  @Test
  void theAliasOfTheCommitIntervalHolds() {
    assertThat(
            SinkConfig.of(TestingConfigs.with("iceberg.control.commit.interval-ms", "5000"))
                .commits()
                .interval())
        .isEqualTo(Duration.ofSeconds(5));
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(
            () ->
                SinkConfig.of(
                    TestingConfigs.with(
                        "iceberg.control.commit.interval-ms", "5000",
                        "iceberg.commit.interval-ms", "6000")))
        .withMessage(
            "Cannot use the configuration of connector movies: iceberg.control.commit.interval-ms:"
                + " Invalid commit interval: 5000 (expected 6000 as in iceberg.commit.interval-ms,"
                + " or only one of the two keys)");
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnceWithoutSecrets() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(
            () ->
                SinkConfig.of(
                    TestingConfigs.with(
                        "iceberg.catalog.token", "s3cr3t",
                        "iceberg.commit.interval-ms", "s3cr3t",
                        "iceberg.tables.unknown-fields", "drop",
                        "iceberg.tables.route-field", "type")))
        .withMessage(
            "Cannot use the configuration of connector movies: iceberg.tables.unknown-fields:"
                + " Invalid value drop for configuration iceberg.tables.unknown-fields: expected"
                + " ignore or reject; iceberg.commit.interval-ms: Invalid value [hidden] for"
                + " configuration iceberg.commit.interval-ms: Not a number of type LONG;"
                + " iceberg.tables.route-field: Cannot route by a field: there are no tables to"
                + " choose from (expected iceberg.tables, or iceberg.tables.dynamic-enabled=true)");
  }

  @Test
  void toStringShowsNoCatalogProperty() {
    SinkConfig config = SinkConfig.of(TestingConfigs.with("iceberg.catalog.token", "s3cr3t"));

    assertThat(config.toString())
        .doesNotContain("s3cr3t")
        .contains("CatalogConfig[iceberg, [token");
  }
}
