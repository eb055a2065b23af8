package dev.frazil.connect.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.connect.row.Row;
import dev.frazil.connect.row.RowOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.apache.iceberg.Files;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.Schema;
import org.apache.iceberg.encryption.EncryptionUtil;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetFileTest {
  private static final Schema NUMBERS =
      new Schema(NestedField.optional(1, "n", Types.LongType.get()));
  private static final Schema TEXTS =
      new Schema(NestedField.optional(1, "t", Types.StringType.get()));

  private @TempDir Path directory = Path.of("");
  private int files;

  private static List<Map<String, @Nullable Object>> rows(
      String column, int count, IntFunction<@Nullable Object> value) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<String, @Nullable Object> row = new HashMap<>();
      row.put(column, value.apply(i));
      rows.add(row);
    }
    return rows;
  }

  private WrittenFile written(
      Schema schema, Map<String, String> properties, List<Map<String, @Nullable Object>> rows)
      throws IOException {
    WrittenFile file = WrittenFile.ours(nextPath(), schema, properties, rows);
    assertThat(file.rows()).isEqualTo(rows);
    return file;
  }

  private Path nextPath() {
    return directory.resolve(++files + ".parquet");
  }

  private static Set<Encoding> encodings(WrittenFile file) throws IOException {
    try (ParquetFileReader reader = file.open()) {
      assertThat(reader.getFooter().getBlocks()).hasSize(1);
      return chunk(reader).getEncodings();
    }
  }

  private static ColumnChunkMetaData chunk(ParquetFileReader reader) {
    BlockMetaData block = reader.getFooter().getBlocks().get(0);
    return block.getColumns().get(0);
  }

  private static int pages(WrittenFile file) throws IOException {
    try (ParquetFileReader reader = file.open()) {
      return reader.readOffsetIndex(chunk(reader)).getPageCount();
    }
  }

  @Test
  void fewValuesAreWrittenByDictionary() throws IOException {
    assertThat(encodings(written(NUMBERS, Map.of(), rows("n", 30_000, i -> i % 7L))))
        .contains(Encoding.RLE_DICTIONARY);
    assertThat(encodings(written(TEXTS, Map.of(), rows("t", 30_000, i -> "text" + i % 7))))
        .contains(Encoding.RLE_DICTIONARY);
  }

  @Test
  void aConstantTakesNextToNothing() throws IOException {
    WrittenFile file = written(TEXTS, Map.of(), rows("t", 100_000, i -> "always the same"));
    assertThat(file.path().toFile().length()).isLessThan(2_000);
  }

  /** The first two thousand are all different, and then all of them come again. */
  @Test
  void valuesThatComeInTurnAreWrittenByDictionary() throws IOException {
    assertThat(encodings(written(TEXTS, Map.of(), rows("t", 60_000, i -> "sensor-" + i % 2_000))))
        .contains(Encoding.RLE_DICTIONARY);
    assertThat(encodings(written(NUMBERS, Map.of(), rows("n", 60_000, i -> i % 2_000L))))
        .contains(Encoding.RLE_DICTIONARY);
  }

  @Test
  void uniqueValuesAreWrittenPlainFromTheFirstPageOn() throws IOException {
    assertThat(encodings(written(NUMBERS, Map.of(), rows("n", 30_000, i -> (long) i))))
        .containsExactlyInAnyOrder(Encoding.PLAIN, Encoding.RLE);
    assertThat(encodings(written(TEXTS, Map.of(), rows("t", 1_025, i -> "text" + i))))
        .containsExactlyInAnyOrder(Encoding.PLAIN, Encoding.RLE);
  }

  @Test
  void aDictionaryThatDoesNotPayIsNotWritten() throws IOException {
    assertThat(encodings(written(TEXTS, Map.of(), rows("t", 20, i -> "text" + i / 2 * 2))))
        .contains(Encoding.RLE_DICTIONARY);
    assertThat(encodings(written(TEXTS, Map.of(), rows("t", 20, i -> "text" + i))))
        .containsExactlyInAnyOrder(Encoding.PLAIN, Encoding.RLE);
  }

  @Test
  void aDictionaryThatGrowsTooLargeIsKeptForThePagesThatUseIt() throws IOException {
    Map<String, String> properties =
        Map.of("write.parquet.dict-size-bytes", "1000", "write.parquet.page-row-limit", "500");
    assertThat(
            encodings(
                written(NUMBERS, properties, rows("n", 3_000, i -> i < 700 ? i % 5L : (long) i))))
        .contains(Encoding.RLE_DICTIONARY, Encoding.PLAIN);
    assertThat(
            encodings(
                written(TEXTS, properties, rows("t", 3_000, i -> i < 700 ? "x" + i % 5 : "y" + i))))
        .contains(Encoding.RLE_DICTIONARY, Encoding.PLAIN);
  }

  @Test
  void pagesOfNullsLieBetweenOthers() throws IOException {
    Map<String, String> properties = Map.of("write.parquet.page-row-limit", "100");
    written(NUMBERS, properties, rows("n", 1_000, i -> i / 100 % 2 == 0 ? null : i % 3L));
    written(NUMBERS, properties, rows("n", 1_000, i -> i / 100 % 2 == 1 ? null : i % 3L));
    written(TEXTS, properties, rows("t", 1_000, i -> i / 100 % 2 == 0 ? null : "t" + i % 3));
    written(TEXTS, properties, rows("t", 1_000, i -> null));
    written(TEXTS, properties, rows("t", 1_000, i -> i % 2 == 0 ? null : "t" + i));
  }

  /** Readers skip row groups by their dictionaries only where all pages have one. */
  @Test
  void aPageOfNullsAmongOthersOfADictionaryIsOneOfThem() throws IOException {
    Map<String, String> properties = Map.of("write.parquet.page-row-limit", "100");
    WrittenFile file =
        written(TEXTS, properties, rows("t", 1_000, i -> i / 100 % 2 == 1 ? null : "t" + i % 3));
    try (ParquetFileReader reader = file.open()) {
      assertThat(chunk(reader).getEncodingStats().hasNonDictionaryEncodedPages()).isFalse();
    }
  }

  @Test
  void extremeNumbersAreBoundsToo() throws IOException {
    WrittenFile file =
        written(NUMBERS, Map.of(), rows("n", 2, i -> i == 0 ? Long.MIN_VALUE : Long.MAX_VALUE));
    assertThat(file.metrics().lowerBounds()).hasSize(1);
    written(NUMBERS, Map.of(), rows("n", 2, i -> Long.MAX_VALUE));
    written(NUMBERS, Map.of(), rows("n", 2, i -> Long.MIN_VALUE));
  }

  @Test
  void largeTextsEndTheirPages() throws IOException {
    String large = "large".repeat(100_000);
    WrittenFile file = written(TEXTS, Map.of(), rows("t", 20, i -> large + i));
    assertThat(pages(file)).isEqualTo(7);
    assertThat(pages(written(TEXTS, Map.of(), rows("t", 20, i -> "")))).isEqualTo(1);
  }

  @Test
  void pagesEndWhereThePropertiesSay() throws IOException {
    List<Map<String, @Nullable Object>> rows = rows("n", 2_000, i -> (long) i);
    assertThat(pages(written(NUMBERS, Map.of(), rows))).isEqualTo(1);
    assertThat(pages(written(NUMBERS, Map.of("write.parquet.page-row-limit", "100"), rows)))
        .isEqualTo(20);
    assertThat(pages(written(NUMBERS, Map.of("write.parquet.page-size-bytes", "1600"), rows)))
        .isEqualTo(10);
  }

  @Test
  void rowGroupsEndWhereThePropertiesSay() throws IOException {
    Map<String, String> properties =
        Map.of(
            "write.parquet.row-group-size-bytes", "8000",
            "write.parquet.row-group-check-min-record-count", "10",
            "write.parquet.page-row-limit", "200");
    List<Map<String, @Nullable Object>> rows = rows("n", 10_000, i -> i % 3L);
    assertThat(written(NUMBERS, properties, rows).splitOffsets()).hasSize(1);

    Map<String, String> uncompressed = new HashMap<>(properties);
    uncompressed.put("write.parquet.row-group-size-track-uncompressed", "true");
    assertThat(written(NUMBERS, uncompressed, rows).splitOffsets()).hasSizeBetween(9, 11);

    List<Map<String, @Nullable Object>> unique = rows("n", 10_000, i -> i * 0x9e3779b97f4a7c15L);
    assertThat(written(NUMBERS, properties, unique).splitOffsets()).hasSizeBetween(9, 13);
  }

  @Test
  void rowGroupsOfLargeRowsEndInTime() throws IOException {
    String large = "x".repeat(200_000);
    Map<String, String> properties =
        Map.of(
            "write.parquet.row-group-size-bytes", "2000000",
            "write.parquet.row-group-size-track-uncompressed", "true");
    assertThat(written(TEXTS, properties, rows("t", 300, i -> large + i)).splitOffsets())
        .hasSizeBetween(30, 38);
  }

  @Test
  void propertiesOfParquetItselfAreFollowed() throws IOException {
    List<Map<String, @Nullable Object>> rows = rows("t", 20_000, i -> "some text " + i * i);
    long fast = sizeOf(rows, "write.parquet.compression-level");
    assertThat(fast).isGreaterThan(sizeOf(rows, "none"));
    assertThat(sizeOf(rows, "parquet.compression.codec.zstd.level")).isEqualTo(fast);
    assertThat(sizeOf(rows, "io.compression.codec.zstd.level")).isEqualTo(fast);
    WrittenFile file = written(TEXTS, Map.of("parquet.columnindex.truncate.length", "4"), rows);
    try (ParquetFileReader reader = file.open()) {
      assertThat(reader.readColumnIndex(chunk(reader)).getMinValues().get(0).remaining())
          .isEqualTo(4);
    }
  }

  private long sizeOf(List<Map<String, @Nullable Object>> rows, String levelProperty)
      throws IOException {
    return written(TEXTS, Map.of(levelProperty, "-20"), rows).path().toFile().length();
  }

  @Test
  void whatOurEncodersDoNotDoIsLeftToParquet() throws IOException {
    List<Map<String, @Nullable Object>> rows = rows("n", 3_000, i -> i % 7 == 0 ? null : i % 9L);
    WrittenFile second = written(NUMBERS, Map.of("write.parquet.page-version", "v2"), rows);
    assertThat(encodings(second)).contains(Encoding.RLE_DICTIONARY);
    WrittenFile plain = written(NUMBERS, Map.of("parquet.enable.dictionary", "false"), rows);
    assertThat(encodings(plain)).containsExactlyInAnyOrder(Encoding.PLAIN, Encoding.RLE);
    WrittenFile column =
        written(NUMBERS, Map.of("write.parquet.dict-encoding-enabled.column.n", "false"), rows);
    assertThat(encodings(column)).containsExactlyInAnyOrder(Encoding.PLAIN, Encoding.RLE);
    try (ParquetFileReader reader =
        written(NUMBERS, Map.of("write.parquet.stats-enabled.column.n", "false"), rows).open()) {
      assertThat(chunk(reader).getStatistics().hasNonNullValue()).isFalse();
    }
    Map<String, String> filter =
        Map.of(
            "write.parquet.bloom-filter-enabled.column.t", "true",
            "write.parquet.bloom-filter-fpp.column.t", "0.01",
            "write.parquet.bloom-filter-ndv.column.t", "100");
    try (ParquetFileReader reader = written(TEXTS, filter, rows("t", 3_000, i -> "t" + i)).open()) {
      assertThat(reader.readBloomFilter(chunk(reader))).isNotNull();
    }
  }

  @Test
  void nullInARequiredColumnIsNotWritten() throws IOException {
    Schema required = new Schema(NestedField.required(1, "n", Types.LongType.get()));
    try (ParquetLayout layout = ParquetLayout.of(required, Map.of(), MetricsConfig.getDefault())) {
      ParquetFile file = fileOf(layout);
      assertThatIllegalStateException()
          .isThrownBy(() -> file.add(Row.of(required, RowOptions.DEFAULTS)))
          .withMessage("Cannot write null to column n: it is required");
      assertThatIllegalStateException()
          .isThrownBy(() -> file.add(Row.of(required, RowOptions.DEFAULTS)))
          .withMessageEndingWith("it is broken");
      assertThatThrownBy(file::close).hasMessage("a row could not be written before");
    }
  }

  @Test
  void aFileIsDescribedWhenItIsClosed() throws IOException {
    try (ParquetLayout layout = ParquetLayout.of(NUMBERS, Map.of(), MetricsConfig.getDefault())) {
      ParquetFile file = fileOf(layout);
      file.add(Row.of(NUMBERS, RowOptions.DEFAULTS));
      assertThat(file.bufferedBytes()).isPositive();
      assertThatThrownBy(file::metrics)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageEndingWith("it is not closed, or it has no row");
      file.close();
      file.close();
      assertThat(file.metrics().recordCount()).isEqualTo(1);
      assertThatIllegalStateException()
          .isThrownBy(() -> file.add(Row.of(NUMBERS, RowOptions.DEFAULTS)))
          .withMessageEndingWith("it is closed");
      assertThat(file.bufferedBytes()).isZero();
    }
  }

  private ParquetFile fileOf(ParquetLayout layout) throws IOException {
    return ParquetFile.of(
        layout, EncryptionUtil.plainAsEncryptedOutput(Files.localOutput(nextPath().toFile())));
  }
}
