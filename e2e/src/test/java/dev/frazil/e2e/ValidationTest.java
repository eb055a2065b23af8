package dev.frazil.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.local.ConfigProblem;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bad configurations, as {@code PUT /connector-plugins/.../config/validate} answers them. */
class ValidationTest {
  @Test
  void theShippedConnectorIsFine() throws IOException {
    assertThat(problemsWith(Map.of())).isEmpty();
  }

  @Test
  void aContractThatIsNoJsonSchema() throws IOException {
    List<ConfigProblem> problems =
        problemsWith(Map.of("transforms.views.contract", "{\"type\": \"banana\"}"));

    assertThat(problems)
        .extracting(ConfigProblem::key)
        .containsExactly("transforms.views.contract");
    assertThat(problems.get(0).message()).contains("banana").doesNotContain("\tat ");
  }

  @Test
  void anUnknownKeyWithASuggestion() throws IOException {
    List<ConfigProblem> problems = problemsWith(Map.of("iceberg.comit.interval-ms", "1000"));

    assertThat(problems)
        .extracting(ConfigProblem::key)
        .containsExactly("iceberg.comit.interval-ms");
    assertThat(problems.get(0).message()).contains("iceberg.commit.interval-ms");
  }

  @Test
  void aCatalogThatCannotBeReached() throws IOException {
    List<ConfigProblem> problems =
        problemsWith(Map.of("iceberg.catalog.uri", "http://127.0.0.1:1"));

    assertThat(problems).extracting(ConfigProblem::key).containsExactly("iceberg.catalog.uri");
    assertThat(problems.get(0).message()).contains("127.0.0.1:1").doesNotContain("\n");
  }

  @Test
  void aBadPartitionBy() throws IOException {
    List<ConfigProblem> problems =
        problemsWith(Map.of("iceberg.tables.default-partition-by", "weekly(event_ts)"));

    assertThat(problems)
        .extracting(ConfigProblem::key)
        .containsExactly("iceberg.tables.default-partition-by");
    assertThat(problems.get(0).message()).contains("weekly");
  }

  @Test
  void aMissingTableWithAutoCreateOff() throws IOException {
    List<ConfigProblem> problems =
        problemsWith(
            Map.of(
                "iceberg.tables.auto-create-enabled",
                "false",
                "iceberg.tables.topic-template",
                "nowhere.${topic}"));

    assertThat(problems)
        .extracting(ConfigProblem::message)
        .anyMatch(message -> message.contains("nowhere.events_views"));
  }

  @Test
  void whatIsShippedHasNoMistake() throws IOException {
    assertThat(problemsWith(Map.of())).isEmpty();
  }

  @Test
  void partitionsByAColumnThatNoContractHas() throws IOException {
    List<ConfigProblem> problems =
        problemsWith(
            Map.of(
                "iceberg.tables.default-partition-by",
                "day(event_time)",
                "iceberg.tables.topic-template",
                "nowhere.${topic}"));

    assertThat(problems)
        .extracting(ConfigProblem::key)
        .containsOnly("iceberg.tables.default-partition-by");
    assertThat(problems)
        .extracting(ConfigProblem::message)
        .contains(
            "Cannot partition by day(event_time): there is no column event_time; did you mean"
                + " event_ts? (table nowhere.events_views, as the contract of topic events_views"
                + " makes it)");
  }

  @Test
  void aMistypedKeyOfOurTransform() throws IOException {
    assertThat(problemsWith(Map.of("transforms.views.on.rejct", "mark")))
        .containsExactly(
            new ConfigProblem(
                "transforms.views.on.rejct",
                "Invalid key: transforms.views.on.rejct (did you mean"
                    + " transforms.views.on.reject?)"));
  }

  @Test
  void brokersThatDoNotListen() throws IOException {
    assertThat(problemsWith(Map.of("iceberg.kafka.bootstrap.servers", "127.0.0.1:1")))
        .containsExactly(
            new ConfigProblem(
                "iceberg.kafka.bootstrap.servers",
                "Cannot reach Kafka at 127.0.0.1:1: no answer within 5000 ms"));
  }

  private static List<ConfigProblem> problemsWith(Map<String, String> overrides)
      throws IOException {
    Map<String, String> config = new LinkedHashMap<>(ShippedConnector.movies().config());
    config.put("name", "movies");
    config.putAll(overrides);
    return Stack.local().connect().validate("dev.frazil.connect.FrazilSinkConnector", config);
  }
}
