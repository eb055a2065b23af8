package dev.frazil.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Test
  void whatCannotBeWrittenByIsToldWhereverItStands() {
    String created = "iceberg.tables.auto-create-props.write.parquet.compression-codec";
    String written = "iceberg.tables.write-props.write.parquet.compression-codec";
    String message =
        "Invalid write.parquet.compression-codec: zstandard (expected zstd, snappy, gzip, lz4_raw"
            + " or uncompressed)";

    assertThat(problems(created, "zstandard")).containsExactly(new ConfigProblem(created, message));
    assertThat(problems(written, "zstandard")).containsExactly(new ConfigProblem(written, message));
  }

  @ParameterizedTest
  @ValueSource(strings = {"table-default.", "table-override."})
  void whatTheCatalogGivesToNewTablesIsLookedAt(String prefix) {
    String key = "iceberg.catalog." + prefix + "write.format.default";

    assertThat(problems(key, "orc"))
        .containsExactly(
            new ConfigProblem(key, "Invalid write.format.default: orc (expected parquet)"));
  }

  @Test
  void aLevelIsOneOfTheCodecThatTablesGet() {
    String key = "iceberg.tables.auto-create-props.write.parquet.compression-level";

    assertThat(problems(key, "3")).isEmpty();
    assertThat(problems(key, "BEST_SPEED"))
        .containsExactly(
            new ConfigProblem(
                key,
                "Invalid write.parquet.compression-level: BEST_SPEED (expected a whole number from"
                    + " -131072 to 22)"));
  }

  @Test
  void aLocationProviderIsAClassThatIsAllowed() {
    String key = "iceberg.tables.auto-create-props.write.location-provider.impl";

    assertThat(problems(key, "org.example.Locations"))
        .containsExactly(
            new ConfigProblem(
                key,
                "Invalid write.location-provider.impl: org.example.Locations (expected a class that"
                    + " iceberg.allowed-classes names)"));
    assertThat(
            new TablePropertiesCheck()
                .problems(
                    TestingConfigs.with(
                        key,
                        "org.example.Locations",
                        "iceberg.allowed-classes",
                        "org.example.Locations")))
        .isEmpty();
  }
}
