package dev.frazil.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouteCheckTest {

  private static List<ConfigProblem> problems(String... entries) {
    return new RouteCheck().problems(TestingConfigs.with(entries));
  }

  @Test
  void aTableForEachTopicIsTheDefault() {
    assertThat(problems()).isEmpty();
  }

  @Test
  void oneTableForAllPasses() {
    assertThat(problems("iceberg.tables", "lake.silver.events")).isEmpty();
  }

  @Test
  void oneTableAndATemplateExcludeEachOther() {
    assertThat(problems("iceberg.tables", "db.t", "iceberg.tables.topic-template", "db.${topic}"))
        .containsExactly(
            new ConfigProblem(
                "iceberg.tables.topic-template",
                "Cannot use iceberg.tables.topic-template together with iceberg.tables (expected"
                    + " one of them)"));
  }

  @Test
  void severalTablesNeedRoutingByField() {
    assertThat(problems("iceberg.tables", "db.a, db.b"))
        .containsExactly(
            new ConfigProblem(
                "iceberg.tables",
                "Cannot route records to 2 tables: routing by a field of the record is not"
                    + " supported yet (expected one table, or a table for each topic by"
                    + " iceberg.tables.topic-template)"));
  }

  @Test
  void aTableIsNamedWithItsNamespace() {
    assertThat(problems("iceberg.tables", "events"))
        .containsExactly(
            new ConfigProblem(
                "iceberg.tables",
                "Invalid table name: events (expected namespace.table, each level 1 to 255 letters,"
                    + " digits, _ or -)"));
  }

  @Test
  void aTemplateNamesTheTopicOnce() {
    assertThat(problems("iceberg.tables.topic-template", "silver.events"))
        .containsExactly(
            new ConfigProblem(
                "iceberg.tables.topic-template",
                "Invalid topic template: silver.events (expected namespace.table with ${topic} once"
                    + " in the last level, such as silver.${topic})"));
  }

  @Test
  void topicsThatMeetOnATableAreRefusedUnlessAllowed() {
    Map<String, String> config = TestingConfigs.with("topics", "a.b,c,a-b");
    assertThat(new RouteCheck().problems(config))
        .containsExactly(
            new ConfigProblem(
                "iceberg.tables.topic-collisions",
                "Cannot give each topic its table: Topics a-b and a.b both go to table silver.a_b"
                    + " (expected topics without collision, or"
                    + " iceberg.tables.topic-collisions=allow)"));

    config.put("iceberg.tables.topic-collisions", "allow");
    assertThat(new RouteCheck().problems(config)).isEmpty();
  }

  @Test
  void topicsThatATransformRenamesAreNotCompared() {
    Map<String, String> config =
        TestingConfigs.with(
            "topics", "a.b,a-b",
            "transforms", "validate, route",
            "transforms.validate.type", "dev.frazil.transforms.ValidateEvent",
            "transforms.route.type", "org.apache.kafka.connect.transforms.RegexRouter");
    assertThat(new RouteCheck().problems(config)).isEmpty();

    config.put("transforms", "validate");
    assertThat(new RouteCheck().problems(config)).hasSize(1);
  }

  @Test
  void aTopicWithoutATableNameIsTold() {
    String topic = "t".repeat(249);
    assertThat(problems("topics", topic, "iceberg.tables.topic-template", "db.prefix_${topic}"))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.key()).isEqualTo("iceberg.tables.topic-template");
              assertThat(problem.message()).startsWith("Invalid topic: ttt");
            });
  }

  @Test
  void tablesStayInTheAllowedNamespaces() {
    assertThat(problems("iceberg.tables.allowed-namespaces", "bronze, gold.v2"))
        .containsExactly(
            new ConfigProblem(
                "iceberg.tables.allowed-namespaces",
                "Cannot write to namespace silver: it is not allowed (expected one of bronze,"
                    + " gold.v2)"));
    assertThat(
            problems("iceberg.tables", "gold.v2.t", "iceberg.tables.allowed-namespaces", "gold.v2"))
        .isEmpty();
    assertThat(problems("iceberg.tables", "x.t", "iceberg.tables.allowed-namespaces", "silver"))
        .hasSize(1);
  }
}
