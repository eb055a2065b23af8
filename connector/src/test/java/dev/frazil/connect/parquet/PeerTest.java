package dev.frazil.connect.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.jspecify.annotations.Nullable;

/**
 * Random files hold what was written and say of it what the files of Iceberg's own writer say; the
 * index of each page says what is in the page.
 */
class PeerTest {
  private static final int MAX_ROWS = 3_000;

  private Path directory = Path.of("");

  @BeforeTry
  void makeDirectory() throws IOException {
    directory = Files.createTempDirectory(Path.of("target"), "peer");
  }

  @AfterTry
  void removeDirectory() throws IOException {
    for (String name : List.of("ours.parquet", "icebergs.parquet", ".ours.parquet.crc")) {
      Files.deleteIfExists(directory.resolve(name));
    }
    Files.deleteIfExists(directory);
  }

  @Property(tries = 150, shrinking = ShrinkingMode.OFF)
  void filesAreReadAndDescribedLikeIcebergs(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    Schema schema = schema(random);
    Map<String, String> properties = properties(random, schema);
    List<Map<String, @Nullable Object>> rows = rows(random, schema);

    WrittenFile ours =
        WrittenFile.ours(directory.resolve("ours.parquet"), schema, properties, rows);
    WrittenFile icebergs =
        WrittenFile.icebergs(directory.resolve("icebergs.parquet"), schema, properties, rows);

    assertThat(ours.rows()).isEqualTo(rows);
    assertSameMetrics(ours.metrics(), icebergs.metrics());
    assertIndexed(ours, rows);
  }

  private static void assertSameMetrics(Metrics ours, Metrics icebergs) {
    assertThat(ours.recordCount()).isEqualTo(icebergs.recordCount());
    assertThat(ours.valueCounts()).isEqualTo(icebergs.valueCounts());
    assertThat(ours.nullValueCounts()).isEqualTo(icebergs.nullValueCounts());
    assertThat(ours.nanValueCounts()).isEqualTo(icebergs.nanValueCounts());
    assertThat(ours.lowerBounds()).isEqualTo(icebergs.lowerBounds());
    assertThat(ours.upperBounds()).isEqualTo(icebergs.upperBounds());
    assertThat(ours.columnSizes().keySet()).isEqualTo(icebergs.columnSizes().keySet());
  }

  private static void assertIndexed(WrittenFile file, List<Map<String, @Nullable Object>> rows)
      throws IOException {
    try (ParquetFileReader reader = file.open()) {
      int first = 0;
      for (BlockMetaData block : reader.getFooter().getBlocks()) {
        int end = first + Math.toIntExact(block.getRowCount());
        for (ColumnChunkMetaData chunk : block.getColumns()) {
          int id = chunk.getPrimitiveType().getId().intValue();
          NestedField column = file.schema().findField(id);
          assertIndexed(reader, chunk, column, rows.subList(first, end));
        }
        first = end;
      }
      assertThat(first).isEqualTo(rows.size());
    }
  }

  private static void assertIndexed(
      ParquetFileReader reader,
      ColumnChunkMetaData chunk,
      NestedField column,
      List<Map<String, @Nullable Object>> rows)
      throws IOException {
    ColumnIndex index = reader.readColumnIndex(chunk);
    OffsetIndex offsets = reader.readOffsetIndex(chunk);
    for (int page = 0; page < offsets.getPageCount(); page++) {
      int from = Math.toIntExact(offsets.getFirstRowIndex(page));
      int to = Math.toIntExact(offsets.getLastRowIndex(page, rows.size())) + 1;
      List<byte[]> values = new ArrayList<>();
      for (Map<String, @Nullable Object> row : rows.subList(from, to)) {
        if (row.get(column.name()) instanceof Long
            || row.get(column.name()) instanceof Integer
            || row.get(column.name()) instanceof String) {
          values.add(plain(Objects.requireNonNull(row.get(column.name()))));
        }
      }
      boolean isCompared =
          column.type().typeId() != Type.TypeID.DOUBLE
              && column.type().typeId() != Type.TypeID.DECIMAL;
      if (isCompared) {
        assertThat(index.getNullPages().get(page)).isEqualTo(values.isEmpty());
      }
      if (!values.isEmpty()) {
        assertThat(index.getNullCounts().get(page)).isEqualTo(to - from - values.size());
        Comparator<byte[]> order = order(column.type());
        assertThat(bytes(index.getMinValues().get(page)))
            .isEqualTo(values.stream().min(order).orElseThrow());
        assertThat(bytes(index.getMaxValues().get(page)))
            .isEqualTo(values.stream().max(order).orElseThrow());
      }
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static byte[] plain(Object value) {
    if (value instanceof Long number) {
      return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array();
    } else if (value instanceof Integer number) {
      return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
    }
    return value.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Comparator<byte[]> order(Type type) {
    return switch (type.typeId()) {
      case LONG ->
          Comparator.comparing(
              bytes -> ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong());
      case INTEGER ->
          Comparator.comparing(
              bytes -> ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt());
      default -> Arrays::compareUnsigned;
    };
  }

  private static Schema schema(Random random) {
    List<NestedField> columns = new ArrayList<>();
    // Files have other names than the table where these have characters that Avro does not know.
    String prefix = one(random, "c", "c-", "zażółć ", "1.");
    for (int id = 1; id <= 1 + random.nextInt(6); id++) {
      Type type =
          switch (random.nextInt(8)) {
            case 0, 1 -> Types.LongType.get();
            case 2, 3 -> Types.IntegerType.get();
            case 4 -> Types.DoubleType.get();
            case 5 -> Types.DecimalType.of(20, 3);
            default -> Types.StringType.get();
          };
      String name = prefix + id;
      columns.add(
          random.nextBoolean()
              ? NestedField.required(id, name, type)
              : NestedField.optional(id, name, type));
    }
    return new Schema(columns);
  }

  private static Map<String, String> properties(Random random, Schema schema) {
    Map<String, String> properties = new HashMap<>();
    for (NestedField column : schema.columns()) {
      if (random.nextInt(3) == 0) {
        properties.put(
            "write.metadata.metrics.column." + column.name(),
            one(random, "none", "counts", "truncate(3)", "full"));
      }
    }
    properties.put("write.parquet.compression-codec", one(random, "zstd", "uncompressed", "gzip"));
    properties.put("write.parquet.page-row-limit", one(random, "20", "333", "20000"));
    properties.put("write.parquet.page-size-bytes", one(random, "100", "3000", "1048576"));
    properties.put("write.parquet.dict-size-bytes", one(random, "64", "2000", "2097152"));
    properties.put("write.parquet.row-group-size-bytes", one(random, "5000", "134217728"));
    properties.put("write.parquet.row-group-check-min-record-count", one(random, "5", "100"));
    properties.put("write.parquet.page-version", one(random, "v1", "v1", "v1", "v2"));
    return properties;
  }

  private static String one(Random random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static List<Map<String, @Nullable Object>> rows(Random random, Schema schema) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (int i = 1 + random.nextInt(MAX_ROWS); i > 0; i--) {
      rows.add(new HashMap<>());
    }
    for (NestedField column : schema.columns()) {
      fill(random, column, rows);
    }
    return rows;
  }

  /** Columns have stretches of their own: of nulls, of one value, of few and of many. */
  private static void fill(
      Random random, NestedField column, List<Map<String, @Nullable Object>> rows) {
    int left = 0;
    int distinct = 1;
    double nulls = 0;
    for (Map<String, @Nullable Object> row : rows) {
      if (left-- == 0) {
        left = random.nextInt(2 * MAX_ROWS);
        distinct = new int[] {1, 5, 300, Integer.MAX_VALUE}[random.nextInt(4)];
        nulls = column.isRequired() ? 0 : new double[] {0, 0, 0.4, 1}[random.nextInt(4)];
      }
      boolean isNull = random.nextDouble() < nulls;
      row.put(column.name(), isNull ? null : value(column.type(), random.nextInt(distinct)));
    }
  }

  private static Object value(Type type, int number) {
    return switch (type.typeId()) {
      case LONG -> (number - 2L) * 0x9e3779b97f4a7c15L;
      case INTEGER -> (number - 2) * 0x9e3779b9;
      case DOUBLE -> number % 4 == 3 ? Double.NaN : number / 3.0;
      case DECIMAL -> new BigDecimal(number).movePointLeft(3).setScale(3);
      default -> number % 3 == 0 ? "żółć" + number : Integer.toHexString(number).repeat(number % 4);
    };
  }
}
