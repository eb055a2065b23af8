package dev.frazil.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The three movie topics as they are shipped, with mistakes. */
class ForeseenTableTest {

  private static final Path CONTRACTS =
      Path.of(System.getProperty("frazil.home"), "config", "contracts");
  private static final String PARTITION_BY = "iceberg.tables.default-partition-by";

  private final Map<String, String> config = new TreeMap<>();

  @BeforeEach
  void configure() throws IOException {
    config.putAll(
        TestingConfigs.with(
            "topics", "events_views,events_ratings",
            "transforms", "events_views,events_ratings",
            "iceberg.tables.auto-create-enabled", "true"));
    for (String topic : List.of("events_views", "events_ratings")) {
      String contract = Files.readString(CONTRACTS.resolve(topic + ".json"));
      config.put("transforms." + topic + ".type", "dev.frazil.transforms.ValidateEvent");
      config.put("transforms." + topic + ".contract", contract);
      config.put("transforms." + topic + ".predicate", "is_" + topic);
      config.put(
          "predicates.is_" + topic + ".type",
          "org.apache.kafka.connect.transforms.predicates.TopicNameMatches");
      config.put("predicates.is_" + topic + ".pattern", topic);
    }
  }

  private List<ConfigProblem> problems(String table) {
    return new ForeseenTable(TableIdentifier.of("silver", table), config).problems();
  }

  @Test
  void partitionsOfColumnsThatWillBeThereAreFine() {
    config.put(PARTITION_BY, "day(event_ts), bucket(user_id, 16), _kafka_partition");

    assertThat(problems("events_views")).isEmpty();
    assertThat(problems("events_ratings")).isEmpty();
  }

  @Test
  void aColumnThatTheContractDoesNotHaveIsTold() {
    config.put(PARTITION_BY, "day(event_time)");

    assertThat(problems("events_views"))
        .containsExactly(
            new ConfigProblem(
                PARTITION_BY,
                "Cannot partition by day(event_time): there is no column event_time; did you mean"
                    + " event_ts? (table silver.events_views, as the contract of topic events_views"
                    + " makes it)"));
  }

  @Test
  void theKeyOfTheTableIsNamed() {
    config.put(PARTITION_BY, "day(event_ts)");
    config.put("iceberg.table.silver.events_ratings.partition-by", "truncate(rating, 2)");

    assertThat(problems("events_views")).isEmpty();
    assertThat(problems("events_ratings"))
        .containsExactly(
            new ConfigProblem(
                "iceberg.table.silver.events_ratings.partition-by",
                "Cannot partition by truncate(rating, 2): column rating is of type double (expected"
                    + " int, long, decimal, string or binary) (table silver.events_ratings, as the"
                    + " contract of topic events_ratings makes it)"));
  }

  @Test
  void whatTheContractLeavesOutIsNoColumn() {
    config.put(PARTITION_BY, "event_type");

    assertThat(problems("events_views"))
        .singleElement()
        .extracting(ConfigProblem::message)
        .asString()
        .startsWith("Cannot partition by event_type: there is no column event_type");
  }

  @Test
  void kafkaColumnsAreThereOnlyIfTheyAreWanted() {
    config.put(PARTITION_BY, "_kafka_partition");
    config.put("iceberg.tables.kafka-columns", "false");

    assertThat(problems("events_views"))
        .extracting(ConfigProblem::key)
        .containsExactly(PARTITION_BY);
  }

  @Test
  void everyTopicOfATableIsLookedAt() {
    config.put("iceberg.tables", "silver.all");
    config.put(PARTITION_BY, "rating");

    assertThat(problems("all"))
        .containsExactly(
            new ConfigProblem(
                PARTITION_BY,
                "Cannot partition by rating: there is no column rating (table silver.all, as the"
                    + " contract of topic events_views makes it)"));
  }

  @Test
  void metricsOfAColumnThatWillNotBeThereAreTold() {
    String metrics = "iceberg.tables.auto-create-props.write.metadata.metrics.column.";
    config.put(metrics + "user_id", "full");
    config.put(metrics + "usr_id", "none");

    assertThat(problems("events_views"))
        .containsExactly(
            new ConfigProblem(
                metrics + "usr_id",
                "Invalid write.metadata.metrics.column.usr_id: there is no column usr_id (table"
                    + " silver.events_views, as the contract of topic events_views makes it)"));
  }

  @Test
  void aContractOfTooManyColumnsIsTold() {
    String[] columns = new String[1_001];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = "column_" + i;
    }
    config.put("transforms.events_views.contract", TestingConfigs.contract(columns));

    assertThat(problems("events_views"))
        .containsExactly(
            new ConfigProblem(
                "iceberg.tables.auto-create-enabled",
                "Cannot make a column: more than 1000 columns (table silver.events_views, as the"
                    + " contract of topic events_views makes it)"));
  }

  @Test
  void whereTheSchemaIsInDoubtNothingIsSaid() {
    config.put(PARTITION_BY, "day(event_time)");
    config.put("transforms", "events_views,events_ratings,other");
    config.put("transforms.other.type", "org.apache.kafka.connect.transforms.InsertField$Value");

    assertThat(problems("events_views")).isEmpty();
  }
}
