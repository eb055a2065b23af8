package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.frazil.connect.config.SinkKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.sink.SinkConnector;
import org.junit.jupiter.api.Test;

class FrazilSinkConnectorTest {

  private static final Map<String, String> CONFIG =
      Map.of(
          "name", "movies",
          "topics", "events_views",
          "iceberg.catalog.type", "rest",
          "iceberg.catalog.uri", "http://127.0.0.1:1",
          "iceberg.control.topic", "unused");

  @Test
  void theServiceManifestNamesIt() {
    assertThat(ServiceLoader.load(SinkConnector.class))
        .hasExactlyElementsOfTypes(FrazilSinkConnector.class);
  }

  @Test
  void theVersionIsTheBuildsOwn() {
    assertThat(new FrazilSinkConnector().version()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    assertThat(new FrazilSinkConnector().taskClass()).isEqualTo(FrazilSinkTask.class);
  }

  @Test
  void eachTaskGetsTheConnectorsEntriesUnchangedAndItsNumber() {
    FrazilSinkConnector connector = new FrazilSinkConnector();
    connector.start(CONFIG);

    List<Map<String, String>> tasks = connector.taskConfigs(2);

    Map<String, String> first = new HashMap<>(CONFIG);
    first.put("frazil.task.id", "0");
    Map<String, String> second = new HashMap<>(CONFIG);
    second.put("frazil.task.id", "1");
    assertThat(tasks).containsExactly(first, second);
    connector.stop();
  }

  @Test
  void aWrongConfigurationDoesNotStart() {
    Map<String, String> wrong = new HashMap<>(CONFIG);
    wrong.put("iceberg.ledger-id", "a b");

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> new FrazilSinkConnector().start(wrong))
        .withMessage(
            "Cannot use the configuration of connector movies: iceberg.ledger-id: Invalid value a b"
                + " for configuration iceberg.ledger-id: expected 1 to 64 letters, digits, _ or -");
  }

  @Test
  void validationAnswersPerKey() {
    Map<String, String> wrong = new HashMap<>(CONFIG);
    wrong.put("iceberg.commit.interval-ms", "0");

    Config answer = new FrazilSinkConnector().validate(wrong);

    assertThat(answer.configValues())
        .filteredOn(value -> !value.errorMessages().isEmpty())
        .singleElement()
        .satisfies(
            value -> {
              assertThat(value.name()).isEqualTo("iceberg.commit.interval-ms");
              assertThat(value.errorMessages())
                  .containsExactly(
                      "Invalid value 0 for configuration iceberg.commit.interval-ms: Value must be"
                          + " at least 1");
            });
  }

  @Test
  void everyKeyIsDocumented() {
    assertThat(new FrazilSinkConnector().config().configKeys().values())
        .hasSameSizeAs(SinkKeys.definition().names())
        .allSatisfy(FrazilSinkConnectorTest::assertDocumented);
  }

  private static void assertDocumented(ConfigKey key) {
    assertThat(key.documentation).as(key.name).isNotBlank().endsWith(".");
    assertThat(key.displayName).as(key.name).isNotBlank();
    assertThat(key.group).as(key.name).isNotBlank();
    assertThat(key.orderInGroup).as(key.name).isBetween(1, 12);
  }
}
