package dev.frazil.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TablePropertiesCheckTest {

  private static List<ConfigProblem> problems(String key, String value) {
    return new TablePropertiesCheck().problems(TestingConfigs.with(key, value));
  }

  @Test
  void onlyParquetIsWritten() {
    String created = "iceberg.tables.auto-create-props.write.format.default";
    String written = "iceberg.tables.write-props.write.format.default";

    assertThat(problems(created, "Parquet")).isEmpty();
    assertThat(problems(created, "orc"))
        .containsExactly(
            new ConfigProblem(created, "Invalid write.format.default: orc (expected parquet)"));
    assertThat(problems(written, "avro"))
        .containsExactly(
            new ConfigProblem(written, "Invalid write.format.default: avro (expected parquet)"));
  }

  @Test
  void theFormatVersionIsOneThatWeWrite() {
    String key = "iceberg.tables.auto-create-props.format-version";

    assertThat(problems(key, "2")).isEmpty();
    assertThat(problems(key, "3")).isEmpty();
    assertThat(problems(key, "two"))
        .containsExactly(new ConfigProblem(key, "Invalid format-version: two (expected 2 or 3)"));
    assertThat(problems(key, "1")).hasSize(1);
  }
}
