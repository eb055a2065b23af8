package dev.frazil.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ConnectorSettingsTest {
  private static final Path HOME = Path.of(System.getProperty("frazil.home"));

  private final ConnectorSettings settings = ConnectorSettings.load(HOME, Map.of());

  @ParameterizedTest
  @EnumSource(Contender.class)
  void allReadTheSameWay(Contender contender) {
    assertThat(settings.of(new Run(contender, "1")))
        .containsEntry("topics", "events_views")
        .containsEntry("tasks.max", "1")
        .containsEntry("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter")
        .containsEntry("consumer.override.auto.offset.reset", "earliest")
        .containsEntry("consumer.override.max.poll.records", "5000");
  }

  @Test
  void oursIsTheShippedConnectorForOneTopicWithItsContract() {
    Map<String, String> config = settings.of(new Run(Contender.FRAZIL, "1"));
    assertThat(config)
        .containsEntry("connector.class", "dev.frazil.connect.FrazilSinkConnector")
        .containsEntry("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter")
        .containsEntry("transforms", "views")
        .containsEntry("transforms.views.contract", "${dir:config/contracts:events_views.json}")
        .containsEntry("iceberg.tables.topic-template", "frazil_1.${topic}")
        .containsEntry("iceberg.tables.default-partition-by", "day(event_ts)")
        .containsEntry("iceberg.commit.interval-ms", "10000")
        .containsEntry("errors.deadletterqueue.topic.name", "frazil-1.side")
        .doesNotContainKey("predicates");
    assertThat(config.keySet().stream().filter(key -> key.startsWith("transforms.")))
        .allMatch(key -> key.startsWith("transforms.views."));
  }

  @Test
  void theApacheSinkGetsOurCatalogAndNoContract() {
    Map<String, String> ours = settings.of(new Run(Contender.FRAZIL, "1"));
    Map<String, String> theirs = settings.of(new Run(Contender.APACHE, "2"));
    assertThat(theirs)
        .containsEntry("connector.class", "org.apache.iceberg.connect.IcebergSinkConnector")
        .containsEntry("value.converter", "org.apache.kafka.connect.json.JsonConverter")
        .containsEntry("value.converter.schemas.enable", "false")
        .containsEntry("iceberg.tables", "apache_2.events_views")
        .containsEntry("iceberg.control.topic", "apache-2.side")
        .containsEntry("iceberg.control.commit.interval-ms", "10000")
        .doesNotContainKey("transforms");
    assertThat(theirs)
        .containsAllEntriesOf(catalog(ours))
        .containsKey("iceberg.catalog.uri")
        .containsKey("iceberg.catalog.io-impl");
  }

  @Test
  void changesAreForOursOnly() {
    ConnectorSettings changed =
        ConnectorSettings.load(HOME, Map.of("iceberg.commit.interval-ms", "500"));
    assertThat(changed.of(new Run(Contender.FRAZIL, "1")))
        .containsEntry("iceberg.commit.interval-ms", "500");
    assertThat(changed.of(new Run(Contender.APACHE, "1")))
        .isEqualTo(settings.of(new Run(Contender.APACHE, "1")));
  }

  @Test
  void aCheckoutWithoutTheShippedConnectorIsNamed() {
    Path nowhere = HOME.resolve("bench/target/nowhere");
    assertThatThrownBy(() -> ConnectorSettings.load(nowhere, Map.of()))
        .isInstanceOf(BenchException.class)
        .hasMessageStartingWith(
            "Cannot read " + nowhere.resolve("config/connectors/movies.json") + ": ");
  }

  private static Map<String, String> catalog(Map<String, String> config) {
    Map<String, String> catalog = new TreeMap<>(config);
    catalog.keySet().removeIf(key -> !key.startsWith("iceberg.catalog."));
    return catalog;
  }
}
