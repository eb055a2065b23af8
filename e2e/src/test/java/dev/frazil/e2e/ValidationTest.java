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

  private static List<ConfigProblem> problemsWith(Map<String, String> overrides)
      throws IOException {
    Map<String, String> config = new LinkedHashMap<>(ShippedConnector.movies().config());
    config.put("name", "movies");
    config.putAll(overrides);
    return Stack.local().connect().validate("dev.frazil.connect.FrazilSinkConnector", config);
  }
}
