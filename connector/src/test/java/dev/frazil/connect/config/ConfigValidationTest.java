package dev.frazil.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConfigValidationTest {

  private static final TestingCatalog CATALOG = new TestingCatalog();

  @BeforeAll
  static void createTables() {
    CATALOG.create("silver.events_views");
    CATALOG.create("silver.events_clicks");
  }

  @AfterAll
  static void closeCatalog() throws IOException {
    CATALOG.close();
  }

  private static List<ConfigValue> validate(Map<String, String> config) {
    return ConfigValidation.within(Duration.ofSeconds(20)).validate(config);
  }

  private static Map<String, List<String>> errors(Map<String, String> config) {
    Map<String, List<String>> errors = new TreeMap<>();
    for (ConfigValue value : validate(config)) {
      if (!value.errorMessages().isEmpty()) {
        errors.put(value.name(), value.errorMessages());
      }
    }
    return errors;
  }

  @Test
  void tablesThatAreThereAreFine() {
    assertThat(errors(CATALOG.with())).isEmpty();
    assertThat(errors(CATALOG.with("iceberg.tables", "silver.events_views"))).isEmpty();
  }

  @Test
  void everyKeyOfOursIsAnswered() {
    assertThat(validate(CATALOG.with()))
        .extracting(ConfigValue::name)
        .containsAll(SinkKeys.definition().names())
        .doesNotContain("topics", "name", "connector.class");
  }

  @Test
  void aMissingTableIsToldWhenTablesAreNotCreated() {
    assertThat(errors(CATALOG.with("topics", "events_views,events_ratings")))
        .isEqualTo(
            Map.of(
                "iceberg.tables.auto-create-enabled",
                List.of(
                    "Cannot write to table silver.events_ratings: it does not exist and"
                        + " iceberg.tables.auto-create-enabled is false")));
    assertThat(
            errors(
                CATALOG.with(
                    "topics", "events_ratings", "iceberg.tables.auto-create-enabled", "true")))
        .isEmpty();
  }

  @Test
  void aMissingTableOfDeadLettersIsToldToo() {
    assertThat(
            errors(
                CATALOG.with(
                    "topics", "events_views",
                    "iceberg.deadletters.table-template", "silver_deadletter.${topic}")))
        .isEqualTo(
            Map.of(
                "iceberg.deadletters.table-template",
                List.of(
                    "Cannot keep dead letters of topic events_views in table"
                        + " silver_deadletter.events_views: it does not exist and"
                        + " iceberg.tables.auto-create-enabled is false")));
  }

  @Test
  void tablesOfTopicsThatAreNotForeseenAreNotLookedFor() {
    Map<String, String> config = CATALOG.with("topics.regex", "none_of_.*");
    config.remove("topics");

    assertThat(errors(config)).isEmpty();
  }

  @Test
  void partitionsFitTheTableThatIsThere() {
    assertThat(
            errors(
                CATALOG.with(
                    "iceberg.tables.auto-create-enabled", "true",
                    "iceberg.tables.default-partition-by", "day(event_ts)",
                    "iceberg.table.silver.events_views.partition-by", "day(event_time)")))
        .isEqualTo(
            Map.of(
                "iceberg.table.silver.events_views.partition-by",
                List.of(
                    "Cannot partition by day(event_time): there is no column event_time; did you"
                        + " mean event_ts? (table silver.events_views)")));
    assertThat(
            errors(
                CATALOG.with(
                    "topics", "events_views",
                    "iceberg.tables.auto-create-enabled", "true",
                    "iceberg.tables.default-partition-by", "day(device)")))
        .containsOnlyKeys("iceberg.tables.default-partition-by");
  }

  @Test
  void partitionsFitTheTableThatTheContractWillMake() {
    assertThat(
            errors(
                CATALOG.with(
                    "topics", "events_new",
                    "transforms", "check",
                    "transforms.check.type", "ValidateEvent",
                    "transforms.check.contract", TestingConfigs.contract("event_id", "region"),
                    "iceberg.tables.auto-create-enabled", "true",
                    "iceberg.tables.default-partition-by", "regoin")))
        .isEqualTo(
            Map.of(
                "iceberg.tables.default-partition-by",
                List.of(
                    "Cannot partition by regoin: there is no column regoin; did you mean region?"
                        + " (table silver.events_new, as the contract of topic events_new makes"
                        + " it)")));
  }

  @Test
  void aMistypedKeyOfOurTransformIsTold() {
    assertThat(
            errors(
                CATALOG.with(
                    "transforms", "check",
                    "transforms.check.type", "dev.frazil.transforms.ValidateEvent",
                    "transforms.check.on.rejct", "mark")))
        .isEqualTo(
            Map.of(
                "transforms.check.on.rejct",
                List.of(
                    "Invalid key: transforms.check.on.rejct (did you mean"
                        + " transforms.check.on.reject?)")));
  }

  @Test
  void brokersThatDoNotListenAreToldBesideTheCatalog() {
    assertThat(errors(CATALOG.with("iceberg.kafka.bootstrap.servers", "localhost")))
        .isEqualTo(
            Map.of(
                "iceberg.kafka.bootstrap.servers",
                List.of("Invalid broker: localhost (expected host:port, such as kafka-1:9092)")));
    assertThat(errors(CATALOG.with("iceberg.kafka.bootstrap.servers", "localhost:1")))
        .isEqualTo(
            Map.of(
                "iceberg.kafka.bootstrap.servers",
                List.of("Cannot reach Kafka at localhost:1: no answer within 5000 ms")));
  }

  @Test
  void aCatalogThatDoesNotListenIsToldInOneLine() {
    assertThat(
            errors(
                TestingConfigs.with(
                    "iceberg.catalog.uri", "http://127.0.0.1:1",
                    "iceberg.catalog.token", "s3cr3t")))
        .isEqualTo(
            Map.of(
                "iceberg.catalog.uri",
                List.of(
                    "Cannot reach catalog iceberg at http://127.0.0.1:1: Connect to"
                        + " http://127.0.0.1:1 failed: Connection refused"
                        + " (HttpHostConnectException)")));
  }

  @Test
  void aCatalogThatNeverAnswersIsToldAtTheDeadline() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String uri = "http://127.0.0.1:" + silent.getLocalPort();
      long start = System.nanoTime();

      List<ConfigValue> values =
          ConfigValidation.within(Duration.ofMillis(1500))
              .validate(TestingConfigs.with("iceberg.catalog.uri", uri));

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
      assertThat(values)
          .filteredOn(value -> !value.errorMessages().isEmpty())
          .singleElement()
          .satisfies(
              value -> {
                assertThat(value.name()).isEqualTo("iceberg.catalog.uri");
                assertThat(value.errorMessages())
                    .containsExactly(
                        "Cannot reach catalog iceberg at " + uri + ": no answer within 1500 ms");
              });
    }
  }

  @Test
  void aDatabaseThatDoesNotListenIsToldWithoutItsPassword() {
    assertThat(
            errors(
                TestingConfigs.with(
                    "iceberg.catalog.type", "jdbc",
                    "iceberg.catalog.io-impl", "org.apache.iceberg.aws.s3.S3FileIO",
                    "iceberg.catalog.warehouse", "memory/w",
                    "iceberg.catalog.jdbc.password", "s3cr3t",
                    "iceberg.catalog.uri", "jdbc:h2:tcp://127.0.0.1:1/s3cr3t")))
        .containsOnlyKeys("iceberg.catalog.uri")
        .hasEntrySatisfying(
            "iceberg.catalog.uri",
            messages ->
                assertThat(messages)
                    .singleElement()
                    .asString()
                    .isEqualTo(
                        "Cannot open catalog iceberg: Failed to connect:"
                            + " jdbc:h2:tcp://127.0.0.1:1/[hidden] (Connection refused)")
                    .doesNotContain("s3cr3t"));
  }

  @Test
  void theProbeLeavesAnEmptyDatabaseEmpty() throws SQLException {
    String uri = "jdbc:h2:mem:" + UUID.randomUUID();
    try (Connection connection = DriverManager.getConnection(uri)) {
      Map<String, String> config =
          CATALOG.with(
              "iceberg.catalog.jdbc.schema-version", "V1",
              "iceberg.tables.auto-create-enabled", "true");
      config.put("iceberg.catalog.uri", uri);

      assertThat(errors(config)).isEmpty();

      config.put("iceberg.tables.auto-create-enabled", "false");
      assertThat(errors(config)).containsOnlyKeys("iceberg.tables.auto-create-enabled");
      config.remove("topics");
      config.put("topics.regex", "events_.*");
      assertThat(errors(config)).isEmpty();
      try (ResultSet tables =
          connection.getMetaData().getTables(null, "PUBLIC", "%", new String[] {"TABLE"})) {
        assertThat(tables.next()).isFalse();
      }
    }
  }

  @Test
  void aCatalogClassThatIsNotThereIsTold() {
    assertThat(
            errors(
                TestingConfigs.with(
                    "iceberg.catalog.type", "hive",
                    "iceberg.catalog.io-impl", "org.apache.iceberg.aws.s3.S3FileIO",
                    "iceberg.catalog.uri", "thrift://127.0.0.1:1")))
        .containsOnlyKeys("iceberg.catalog.uri")
        .hasEntrySatisfying(
            "iceberg.catalog.uri",
            messages ->
                assertThat(messages)
                    .singleElement()
                    .asString()
                    .startsWith("Cannot open catalog iceberg: ")
                    .contains("Missing org.apache.iceberg.hive.HiveCatalog")
                    .doesNotContain("\n"));
  }

  @Test
  void secretsAreMaskedInTheAnswerWhateverTheirKey() {
    List<ConfigValue> values =
        validate(
            CATALOG.with(
                "iceberg.catalog.token", "s3cr3t-token",
                "iceberg.catalog.s3.session-token", "s3cr3t-session",
                "iceberg.kafka.ssl.key.password", "s3cr3t-key",
                "iceberg.tables.unknown-fields", "s3cr3t-key"));

    assertThat(value(values, "iceberg.catalog.token")).isEqualTo(new Password("s3cr3t-token"));
    assertThat(value(values, "iceberg.catalog.s3.session-token")).isInstanceOf(Password.class);
    assertThat(value(values, "iceberg.kafka.ssl.key.password")).isInstanceOf(Password.class);
    assertThat(values).allSatisfy(value -> assertThat(value.toString()).doesNotContain("s3cr3t"));
  }

  @Test
  void aPasswordInAnAddressIsMasked() {
    List<ConfigValue> values =
        validate(TestingConfigs.with("iceberg.catalog.uri", "http://me:s3cr3t@127.0.0.1:1/x"));

    assertThat(value(values, "iceberg.catalog.uri")).isEqualTo("http://me:[hidden]@127.0.0.1:1/x");
    assertThat(values).allSatisfy(value -> assertThat(value.toString()).doesNotContain("s3cr3t"));
  }

  @Test
  void connectsOwnKeysAreAnsweredOnlyWhenWrong() {
    assertThat(errors(CATALOG.with("errors.tolerance", "all")))
        .containsOnlyKeys("errors.deadletterqueue.topic.name");
  }

  @Test
  void whatIsWrongIsToldAtItsKeyAndTheCatalogIsNotAsked() {
    assertThat(
            errors(
                TestingConfigs.with(
                    "iceberg.catalog.type", "hadoop",
                    "iceberg.catalog.io-impl", "org.example.Evil",
                    "iceberg.catalog.s3.endpoint", "http://169.254.169.254/",
                    "iceberg.commit.interval-ms", "soon",
                    "iceberg.tables.topic-tempate", "x")))
        .containsOnlyKeys(
            "iceberg.catalog.type",
            "iceberg.catalog.io-impl",
            "iceberg.catalog.s3.endpoint",
            "iceberg.commit.interval-ms",
            "iceberg.tables.topic-tempate")
        .containsEntry(
            "iceberg.commit.interval-ms",
            List.of(
                "Invalid value soon for configuration iceberg.commit.interval-ms: Not a number of"
                    + " type LONG"))
        .containsEntry(
            "iceberg.tables.topic-tempate",
            List.of(
                "Invalid key: iceberg.tables.topic-tempate (did you mean"
                    + " iceberg.tables.topic-template?)"));
  }

  @Test
  void anIntervalThatIsNoneIsTold() {
    assertThat(errors(TestingConfigs.with("iceberg.commit.interval-ms", "9223372036854775807")))
        .isEqualTo(
            Map.of(
                "iceberg.commit.interval-ms",
                List.of(
                    "Invalid value 9223372036854775807 for configuration"
                        + " iceberg.commit.interval-ms: Value must be no more than 604800000")));
  }

  @Test
  void aReferenceThatConnectDidNotResolveIsTold() {
    assertThat(errors(TestingConfigs.with("iceberg.catalog.token", "${vault:lake:token}")))
        .isEqualTo(
            Map.of(
                "iceberg.catalog.token",
                List.of(
                    "Cannot resolve ${vault:lake:token}: the worker has no such config provider,"
                        + " path or key")));
  }

  @Test
  void aNullValueIsLeftToConnect() {
    Map<String, String> config = CATALOG.with();
    config.put("iceberg.tables.default-partition-by", null);

    assertThat(errors(config)).isEmpty();
  }

  @Test
  void everyKeyIsAnsweredOnce() {
    assertThat(validate(TestingConfigs.with("iceberg.foo", "1", "iceberg.catalog.x", "2")))
        .extracting(ConfigValue::name)
        .doesNotHaveDuplicates()
        .usingElementComparator(Comparator.naturalOrder())
        .contains("iceberg.foo", "iceberg.catalog.x");
  }

  private static Object value(List<ConfigValue> values, String key) {
    return values.stream().filter(value -> value.name().equals(key)).findFirst().get().value();
  }
}
