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
  void severalTablesGetEveryRecord() {
    assertThat(problems("iceberg.tables", "db.a, db.b")).isEmpty();
  }

  @Test
  void aTableIsListedOnce() {
    assertThat(problems("iceberg.tables", "db.a,db.b,DB.A"))
        .containsExactly(
            new ConfigProblem(
                "iceberg.tables",
                "Invalid tables: DB.A is there twice (expected each table once)"));
  }

  @Test
  void aFieldChoosesAmongTables() {
    assertThat(
            problems(
                "iceberg.tables", "db.a,db.b",
                "iceberg.tables.route-field", "meta.kind",
                "iceberg.table.db.a.route-regex", "a|c"))
        .isEmpty();
    assertThat(problems("iceberg.tables.route-field", "kind"))
        .containsExactly(
            new ConfigProblem(
                "iceberg.tables.route-field",
                "Cannot route by a field: there are no tables to choose from (expected"
                    + " iceberg.tables, or iceberg.tables.dynamic-enabled=true)"));
    assertThat(problems("iceberg.tables", "db.a,db.b", "iceberg.tables.route-field", "kind"))
        .containsExactly(
            new ConfigProblem(
                "iceberg.tables.route-field",
                "Cannot route by a field: no table has a pattern (expected"
                    + " iceberg.table.db.a.route-regex)"));
    assertThat(
            problems(
                "iceberg.tables", "db.a",
                "iceberg.tables.route-field", "meta..kind",
                "iceberg.table.db.a.route-regex", "a"))
        .containsExactly(
            new ConfigProblem(
                "iceberg.tables.route-field",
                "Invalid field: 'meta..kind' (expected names separated by dots)"));
  }

  @Test
  void aPatternNeedsAFieldAndLinearTime() {
    assertThat(problems("iceberg.tables", "db.a", "iceberg.table.db.a.route-regex", "a"))
        .containsExactly(
            new ConfigProblem(
                "iceberg.table.db.a.route-regex",
                "Cannot use iceberg.table.db.a.route-regex: there is no field to compare (expected"
                    + " iceberg.tables.route-field)"));
    assertThat(
            problems(
                "iceberg.tables", "db.a",
                "iceberg.tables.route-field", "kind",
                "iceberg.table.db.a.route-regex", "(a)\\1"))
        .containsExactly(
            new ConfigProblem(
                "iceberg.table.db.a.route-regex",
                "Invalid pattern: '(a)\\1': invalid escape sequence (expected the syntax of"
                    + " RE2)"));
  }

  @Test
  void tablesThatRecordsNameNeedTheFieldAndNothingElse() {
    assertThat(problems("iceberg.tables.dynamic-enabled", "true"))
        .containsExactly(
            new ConfigProblem(
                "iceberg.tables.route-field",
                "Cannot route by what records name: iceberg.tables.route-field is not set (expected"
                    + " the field that names the table)"));
    assertThat(
            problems(
                "iceberg.tables", "db.a",
                "iceberg.tables.dynamic-enabled", "true",
                "iceberg.tables.route-field", "kind",
                "iceberg.tables.topic-template", "db.${topic}",
                "iceberg.table.db.a.route-regex", "a"))
        .containsExactly(
            new ConfigProblem(
                "iceberg.tables.topic-template",
                "Cannot use iceberg.tables.topic-template together with"
                    + " iceberg.tables.dynamic-enabled (expected one of them)"),
            new ConfigProblem(
                "iceberg.tables",
                "Cannot use iceberg.tables together with iceberg.tables.dynamic-enabled=true"
                    + " (expected one of them)"),
            new ConfigProblem(
                "iceberg.table.db.a.route-regex",
                "Cannot use iceberg.table.db.a.route-regex: records name their tables (expected no"
                    + " pattern with iceberg.tables.dynamic-enabled=true)"));
  }

  @Test
  void namespacesThatNoRecordCanNameAreRefused() {
    assertThat(
            problems(
                "iceberg.tables.dynamic-enabled", "true",
                "iceberg.tables.route-field", "kind",
                "iceberg.tables.allowed-namespaces", "lake.v2,Silver"))
        .containsExactly(
            new ConfigProblem(
                "iceberg.tables.allowed-namespaces",
                "Invalid namespace: Silver (expected levels of a-z 0-9 _ -, which is what records"
                    + " can name)"));
  }

  @Test
  void topicsThatRouteEventNamesAreNotCompared() {
    Map<String, String> config =
        TestingConfigs.with(
            "topics", "a.b,a-b",
            "transforms", "route",
            "transforms.route.type", "dev.frazil.transforms.RouteEvent",
            "transforms.route.field", "kind");
    assertThat(new RouteCheck().problems(config)).isEmpty();
    assertThat(ExpectedTopics.naming(config)).isEqualTo(TopicNaming.BY_RECORD);
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
