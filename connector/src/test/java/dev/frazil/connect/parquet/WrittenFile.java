package dev.frazil.connect.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.connect.row.Row;
import dev.frazil.connect.row.RowOptions;
import dev.frazil.connect.row.RowPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Files;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.data.parquet.InternalWriter;
import org.apache.iceberg.encryption.EncryptionUtil;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.jspecify.annotations.Nullable;

/** A file of random rows, and what readers say of it. */
record WrittenFile(Path path, Schema schema, Metrics metrics, List<Long> splitOffsets) {

  /** By our writer. */
  static WrittenFile ours(
      Path path,
      Schema schema,
      Map<String, String> properties,
      List<Map<String, @Nullable Object>> rows)
      throws IOException {
    try (ParquetLayout layout = ParquetLayout.of(schema, properties, metrics(schema, properties))) {
      ParquetFile file =
          ParquetFile.of(
              layout, EncryptionUtil.plainAsEncryptedOutput(Files.localOutput(path.toFile())));
      return written(path, schema, file, rows);
    }
  }

  /** By Iceberg's. */
  static WrittenFile icebergs(
      Path path,
      Schema schema,
      Map<String, String> properties,
      List<Map<String, @Nullable Object>> rows)
      throws IOException {
    FileAppender<Row> file =
        Parquet.write(Files.localOutput(path.toFile()))
            .schema(schema)
            .setAll(properties)
            .metricsConfig(metrics(schema, properties))
            .createWriterFunc(InternalWriter::createWriter)
            .build();
    return written(path, schema, file, rows);
  }

  private static MetricsConfig metrics(Schema schema, Map<String, String> properties) {
    return MetricsConfig.from(properties, schema, SortOrder.unsorted());
  }

  private static WrittenFile written(
      Path path, Schema schema, FileAppender<Row> file, List<Map<String, @Nullable Object>> rows)
      throws IOException {
    Row row = Row.of(schema, RowOptions.DEFAULTS);
    RowPlan plan = RowPlan.compile(null, schema, RowOptions.DEFAULTS);
    for (Map<String, @Nullable Object> values : rows) {
      assertThat(plan.fill(values, row)).isNull();
      file.add(row);
    }
    file.close();
    assertThat(file.length()).isEqualTo(path.toFile().length());
    return new WrittenFile(path, schema, file.metrics(), file.splitOffsets());
  }

  /** The rows as Iceberg's reader finds them. */
  List<Map<String, @Nullable Object>> rows() throws IOException {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    try (CloseableIterable<Record> records =
        Parquet.read(Files.localInput(path.toFile()))
            .project(schema)
            .createReaderFunc(type -> GenericParquetReaders.buildReader(schema, type))
            .build()) {
      for (Record record : records) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (NestedField column : schema.columns()) {
          values.put(column.name(), record.getField(column.name()));
        }
        rows.add(values);
      }
    }
    return rows;
  }

  /** The file as Parquet's own reader sees it. */
  ParquetFileReader open() throws IOException {
    return ParquetFileReader.open(new LocalInputFile(path));
  }
}
