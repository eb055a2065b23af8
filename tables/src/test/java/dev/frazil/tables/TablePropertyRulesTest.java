package dev.frazil.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TablePropertyRulesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "write.format.default | orc | (expected parquet)",
        "write.target-file-size-bytes | 512MB | (expected a whole number from 1 to"
            + " 9223372036854775807)",
        "write.target-file-size-bytes | 0 | (expected a whole number from 1 to"
            + " 9223372036854775807)",
        "write.parquet.compression-codec | brotli | (expected zstd, snappy, gzip, lz4_raw or"
            + " uncompressed)",
        "write.parquet.page-size-bytes | 63 | (expected a whole number from 64 to" + " 1000000000)",
        "write.parquet.page-row-limit | 9999999999 | (expected a whole number from 1 to"
            + " 2147483647)",
        "write.parquet.page-version | V2 | (expected v1 or v2)",
        "write.parquet.bloom-filter-fpp.column.user_id | 1 | (expected more than 0 and less than"
            + " 1)",
        "write.parquet.bloom-filter-fpp.column.user_id | little | (expected more than 0 and less"
            + " than 1)",
        "write.parquet.bloom-filter-ndv.column.user_id | -1 | (expected a whole number from 1 to"
            + " 9223372036854775807)",
      })
  void whatFilesCannotBeWrittenByIsTold(String name, String value, String expected) {
    Map<String, String> violation = Map.of(name, "Invalid " + name + ": " + value + " " + expected);

    assertThat(TablePropertyRules.fileViolations(Map.of(name, value))).isEqualTo(violation);
    assertThat(TablePropertyRules.tableViolations(Map.of(name, value))).isEqualTo(violation);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "format-version | 1 | (expected 2 or 3)",
        "format-version | two | (expected 2 or 3)",
        "commit.retry.num-retries | -1 | (expected a whole number from 0 to 2147483647)",
        "commit.retry.max-wait-ms | 1m | (expected a whole number from 0 to 2147483647)",
        "commit.manifest.min-count-to-merge | 0 | (expected a whole number from 1 to 2147483647)",
        "write.metadata.compression-codec | zip | (expected none or gzip)",
      })
  void whatTablesCannotBeMadeOrCommittedToByIsTold(String name, String value, String expected) {
    assertThat(TablePropertyRules.tableViolations(Map.of(name, value)))
        .isEqualTo(Map.of(name, "Invalid " + name + ": " + value + " " + expected));
    assertThat(TablePropertyRules.fileViolations(Map.of(name, value))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "format-version, 3",
    "write.format.default, Parquet",
    "write.parquet.compression-codec, ZSTD",
    "write.target-file-size-bytes, 536870912",
    "write.parquet.bloom-filter-fpp.column.user_id, 0.01",
    "commit.retry.num-retries, 0",
    "write.metadata.compression-codec, gzip",
    "write.metadata.metrics.default, full",
    "owner, me",
  })
  void whatCanBeUsedPasses(String name, String value) {
    assertThat(TablePropertyRules.tableViolations(Map.of(name, value))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zstd | high | a whole number from -131072 to 22",
        "Zstd | 23 | a whole number from -131072 to 22",
        "gzip | 9 | NO_COMPRESSION, BEST_SPEED, TWO, THREE, FOUR, FIVE, SIX, SEVEN, EIGHT,"
            + " BEST_COMPRESSION or DEFAULT_COMPRESSION",
      })
  void aLevelIsOneOfTheCodec(String codec, String level, String expected) {
    assertThat(TablePropertyRules.fileViolations(compression(codec, level)))
        .isEqualTo(
            Map.of(
                "write.parquet.compression-level",
                "Invalid write.parquet.compression-level: "
                    + level
                    + " (expected "
                    + expected
                    + ")"));
  }

  @ParameterizedTest
  @CsvSource({"zstd, 3", "gzip, BEST_SPEED", "snappy, 3"})
  void levelsThatTheCodecHasPass(String codec, String level) {
    assertThat(TablePropertyRules.fileViolations(compression(codec, level))).isEmpty();
  }

  private static Map<String, String> compression(String codec, String level) {
    return Map.of(
        "write.parquet.compression-codec", codec, "write.parquet.compression-level", level);
  }

  @Test
  void encryptionNeedsFormatThree() {
    assertThat(TablePropertyRules.tableViolations(Map.of("encryption.key-id", "k")))
        .isEqualTo(
            Map.of(
                "encryption.key-id",
                "Invalid encryption.key-id: k (expected none where format-version is not 3)"));
    assertThat(
            TablePropertyRules.tableViolations(
                Map.of("encryption.key-id", "k", "format-version", "3")))
        .isEmpty();
  }

  @Test
  void theCountsOfRowGroupChecksAreInOrder() {
    assertThat(
            TablePropertyRules.fileViolations(
                Map.of("write.parquet.row-group-check-max-record-count", "50")))
        .isEqualTo(
            Map.of(
                "write.parquet.row-group-check-min-record-count",
                "Invalid write.parquet.row-group-check-min-record-count: 100 (expected 50 at most,"
                    + " as write.parquet.row-group-check-max-record-count)"));
    assertThat(
            TablePropertyRules.fileViolations(
                Map.of(
                    "write.parquet.row-group-check-min-record-count", "10",
                    "write.parquet.row-group-check-max-record-count", "50")))
        .isEmpty();
  }
}
