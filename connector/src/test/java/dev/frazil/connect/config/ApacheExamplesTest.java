package dev.frazil.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.Test;

/** Configurations in the manner of the Apache sink's documentation, taken over as they are. */
class ApacheExamplesTest {

  private static Map<String, String> config(String... entries) {
    Map<String, String> config = new TreeMap<>();
    config.put("name", "lake");
    config.put("connector.class", "dev.frazil.connect.FrazilSinkConnector");
    config.put("tasks.max", "2");
    config.put("topics", "purchases");
    for (int i = 0; i < entries.length; i += 2) {
      config.put(entries[i], entries[i + 1]);
    }
    return config;
  }

  private static List<ConfigProblem> problems(String... entries) {
    return ConfigValidation.localProblems(config(entries));
  }

  @Test
  void restWithOneTable() {
    assertThat(
            problems(
                "iceberg.tables", "shop.purchases",
                "iceberg.catalog.type", "rest",
                "iceberg.catalog.uri", "https://catalog.example.org",
                "iceberg.catalog.credential", "id:s3cr3t",
                "iceberg.catalog.warehouse", "shop",
                "iceberg.control.topic", "control-lake",
                "iceberg.control.commit.interval-ms", "120000",
                "iceberg.control.commit.timeout-ms", "20000"))
        .isEmpty();
  }

  @Test
  void hiveOnS3() {
    assertThat(
            problems(
                "iceberg.tables", "shop.purchases",
                "iceberg.catalog.type", "hive",
                "iceberg.catalog.uri", "thrift://metastore:9083",
                "iceberg.catalog.io-impl", "org.apache.iceberg.aws.s3.S3FileIO",
                "iceberg.catalog.warehouse", "s3a://lake/warehouse",
                "iceberg.catalog.client.region", "eu-central-1",
                "iceberg.catalog.s3.access-key-id", "AKIAEXAMPLE",
                "iceberg.catalog.s3.secret-access-key", "s3cr3t"))
        .isEmpty();
  }

  @Test
  void glueAndNessieByClass() {
    assertThat(
            problems(
                "iceberg.tables", "shop.purchases",
                "iceberg.catalog.catalog-impl", "org.apache.iceberg.aws.glue.GlueCatalog",
                "iceberg.catalog.warehouse", "s3a://lake/warehouse",
                "iceberg.catalog.io-impl", "org.apache.iceberg.aws.s3.S3FileIO"))
        .isEmpty();
    assertThat(
            problems(
                "iceberg.tables", "shop.purchases",
                "iceberg.catalog.catalog-impl", "org.apache.iceberg.nessie.NessieCatalog",
                "iceberg.catalog.uri", "http://nessie:19120/api/v2",
                "iceberg.catalog.ref", "main",
                "iceberg.catalog.warehouse", "s3a://lake/warehouse",
                "iceberg.catalog.io-impl", "org.apache.iceberg.aws.s3.S3FileIO"))
        .isEmpty();
  }

  @Test
  void azureAndGoogleStorage() {
    assertThat(
            problems(
                "iceberg.tables", "shop.purchases",
                "iceberg.catalog.type", "rest",
                "iceberg.catalog.uri", "https://catalog:8181",
                "iceberg.catalog.warehouse", "abfss://lake@account.dfs.core.windows.net/warehouse",
                "iceberg.catalog.io-impl", "org.apache.iceberg.azure.adlsv2.ADLSFileIO",
                "iceberg.catalog.include-credentials", "true"))
        .isEmpty();
    assertThat(
            problems(
                "iceberg.tables", "shop.purchases",
                "iceberg.catalog.type", "rest",
                "iceberg.catalog.uri", "https://catalog:8181",
                "iceberg.catalog.warehouse", "gs://lake/warehouse",
                "iceberg.catalog.io-impl", "org.apache.iceberg.gcp.gcs.GCSFileIO"))
        .isEmpty();
  }

  @Test
  void tablesThatAreCreated() {
    assertThat(
            problems(
                "iceberg.tables", "shop.purchases",
                "iceberg.tables.auto-create-enabled", "true",
                "iceberg.tables.auto-create-props.write.format.default", "parquet",
                "iceberg.tables.schema-force-optional", "true",
                "iceberg.tables.evolve-schema-enabled", "true",
                "iceberg.tables.default-id-columns", "id",
                "iceberg.table.shop.purchases.partition-by", "days(ts), bucket(customer, 8)",
                "iceberg.table.shop.purchases.commit-branch", "staging",
                "iceberg.catalog.type", "rest",
                "iceberg.catalog.uri", "https://catalog:8181"))
        .isEmpty();
  }

  @Test
  void staticFanOutByField() {
    Map<String, String> config =
        config(
            "iceberg.tables", "shop.sold,shop.returned",
            "iceberg.tables.route-field", "kind",
            "iceberg.table.shop.sold.route-regex", "sold",
            "iceberg.table.shop.returned.route-regex", "returned",
            "iceberg.catalog.type", "rest",
            "iceberg.catalog.uri", "https://catalog.example.org",
            "iceberg.catalog.credential", "id:s3cr3t",
            "iceberg.catalog.warehouse", "shop");

    assertThat(ConfigValidation.localProblems(config)).isEmpty();
    assertThat(SinkConfig.of(config).routing().destination())
        .isInstanceOfSatisfying(
            Destination.MatchingTables.class,
            matching -> {
              assertThat(matching.field()).hasToString("field kind");
              assertThat(matching.tables())
                  .containsExactly(
                      TableIdentifier.of("shop", "sold"), TableIdentifier.of("shop", "returned"));
              assertThat(matching.matches().get(0).fits("sold")).isTrue();
              assertThat(matching.matches().get(0).fits("sold out")).isFalse();
            });
    assertThat(SinkConfig.of(config).routing().allowedNamespaces())
        .containsExactly(Namespace.of("shop"));
  }

  @Test
  void dynamicFanOutStaysInTheNamespaceOfTheExamples() {
    Map<String, String> config =
        config(
            "iceberg.tables.dynamic-enabled", "true",
            "iceberg.tables.route-field", "table",
            "iceberg.catalog.type", "rest",
            "iceberg.catalog.uri", "https://catalog.example.org",
            "iceberg.catalog.credential", "id:s3cr3t",
            "iceberg.catalog.warehouse", "shop");

    assertThat(ConfigValidation.localProblems(config)).isEmpty();
    RoutingConfig routing = SinkConfig.of(config).routing();
    assertThat(routing.destination())
        .isInstanceOfSatisfying(
            Destination.NamedTable.class, named -> assertThat(named.mostTables()).isEqualTo(100));
    assertThat(routing.allowedNamespaces()).containsExactly(Namespace.of("default"));
  }

  @Test
  void everyRecordToEachOfSeveralTables() {
    Map<String, String> config =
        config(
            "iceberg.tables", "shop.sold,archive.sold",
            "iceberg.catalog.type", "rest",
            "iceberg.catalog.uri", "https://catalog.example.org");

    assertThat(ConfigValidation.localProblems(config)).isEmpty();
    assertThat(SinkConfig.of(config).routing().destination())
        .isEqualTo(
            new Destination.AllTables(
                List.of(
                    TableIdentifier.of("shop", "sold"), TableIdentifier.of("archive", "sold"))));
  }
}
