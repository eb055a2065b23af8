package dev.frazil.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableKeyCheckTest {

  private static List<ConfigProblem> problems(String... entries) {
    return new TableKeyCheck().problems(TestingConfigs.with(entries));
  }

  @Test
  void optionsOfTablesThatAreWrittenPass() {
    assertThat(
            problems(
                "iceberg.tables.default-partition-by", "day(event_ts), bucket(user_id, 16)",
                "iceberg.table.silver.events_views.partition-by", "hour(event_ts)",
                "iceberg.table.silver.events_clicks.commit-branch", "audit"))
        .isEmpty();
  }

  @Test
  void aTableThatNoRecordGoesToIsTold() {
    assertThat(problems("iceberg.table.silver.event_views.partition-by", "day(event_ts)"))
        .containsExactly(
            new ConfigProblem(
                "iceberg.table.silver.event_views.partition-by",
                "Invalid table: silver.event_views (expected one that records go to:"
                    + " silver.events_clicks, silver.events_views)"));
  }

  @Test
  void aTableMayHaveOptionsWhenTopicsAreNotForeseen() {
    Map<String, String> config =
        TestingConfigs.with("iceberg.table.silver.other.partition-by", "day(ts)");
    config.remove("topics");
    config.put("topics.regex", "events_.*");

    assertThat(new TableKeyCheck().problems(config)).isEmpty();
  }

  @Test
  void aStrategyThatIsNoneIsTold() {
    assertThat(problems("iceberg.tables.default-partition-by", "week(event_ts)"))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.key()).isEqualTo("iceberg.tables.default-partition-by");
              assertThat(problem.message()).contains("week");
            });
    assertThat(problems("iceberg.table.silver.events_views.partition-by", "bucket(user_id)"))
        .singleElement()
        .extracting(ConfigProblem::key)
        .isEqualTo("iceberg.table.silver.events_views.partition-by");
  }

  @Test
  void aBranchNeedsAName() {
    assertThat(problems("iceberg.tables.default-commit-branch", " "))
        .containsExactly(
            new ConfigProblem(
                "iceberg.tables.default-commit-branch",
                "Invalid branch: '' (expected 1 to 255 visible characters)"));
  }

  @Test
  void aNameWithoutNamespaceIsNoTable() {
    assertThat(problems("iceberg.table.views.partition-by", "day(ts)"))
        .containsExactly(
            new ConfigProblem(
                "iceberg.table.views.partition-by",
                "Invalid table name: views (expected namespace.table, each level 1 to 255 letters,"
                    + " digits, _ or -)"));
  }
}
