package dev.frazil.connect.parquet;

import dev.frazil.connect.row.Slot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.parquet.ParquetCodecFactory;
import org.apache.iceberg.parquet.ParquetSchemaUtil;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * How the Parquet files of one table are laid out: its schema, and what Iceberg's {@code
 * write.parquet.*} properties say. All open files of a layout share its compressor; one thread at a
 * time.
 */
public final class ParquetLayout implements AutoCloseable {
  private static final String FILE_TYPE = "table";

  /** Where a table can name a zstd level; the first counts. */
  private static final List<String> ZSTD_LEVELS =
      List.of(
          TableProperties.PARQUET_COMPRESSION_LEVEL,
          "parquet.compression.codec.zstd.level",
          "io.compression.codec.zstd.level");

  private final Schema schema;
  private final MessageType type;
  private final List<Type> otherColumns = new ArrayList<>();
  private final List<EncodedColumn> encodedColumns = new ArrayList<>();
  private final ParquetProperties pages;
  private final RowGroupLimits rowGroups;
  private final MetricsConfig metrics;
  private final BytesInputCompressor compressor;
  private boolean closed;

  /** A column that {@link ColumnEncoder} encodes. */
  record EncodedColumn(int position, Slot slot, ColumnDescriptor column, ZstdPages.Choice choice) {}

  private ParquetLayout(Schema schema, Map<String, String> properties, MetricsConfig metrics) {
    this.schema = schema;
    this.type = ParquetSchemaUtil.convert(schema, FILE_TYPE);
    this.pages = PageProperties.of(schema, type, properties);
    this.rowGroups = RowGroupLimits.of(properties);
    this.metrics = byNamesOfFile(metrics);
    this.compressor = compressor(properties, pages.getPageSizeThreshold());
    for (Type column : type.getFields()) {
      add(column);
    }
  }

  /** Metrics are taken by the names in the file, where some characters are escaped. */
  private MetricsConfig byNamesOfFile(MetricsConfig config) {
    Schema ofFile = ParquetSchemaUtil.convertAndPrune(type);
    Map<String, String> modes = new HashMap<>();
    TypeUtil.indexNameById(ofFile.asStruct())
        .forEach(
            (id, name) -> {
              String column = schema.findColumnName(id);
              if (column != null) {
                modes.put(
                    TableProperties.METRICS_MODE_COLUMN_CONF_PREFIX + name,
                    config.columnMode(column).toString());
              }
            });
    return MetricsConfig.from(modes, ofFile, SortOrder.unsorted());
  }

  private void add(Type column) {
    NestedField field = schema.asStruct().field(column.getId().intValue());
    Slot slot = Slot.of(field.type());
    if (slot == Slot.INT || slot == Slot.LONG || slot == Slot.TEXT) {
      ColumnDescriptor descriptor = type.getColumnDescription(new String[] {column.getName()});
      if (ColumnEncoder.encodes(descriptor, pages)) {
        encodedColumns.add(
            new EncodedColumn(
                schema.columns().indexOf(field), slot, descriptor, new ZstdPages.Choice()));
        return;
      }
    }
    otherColumns.add(column);
  }

  /**
   * The layout of a table's files.
   *
   * @param properties the table's; those that are absent have Iceberg's defaults
   * @throws IllegalArgumentException when a property has a value that Parquet does not know
   */
  public static ParquetLayout of(
      Schema schema, Map<String, String> properties, MetricsConfig metrics) {
    return new ParquetLayout(schema, properties, metrics);
  }

  private static BytesInputCompressor compressor(Map<String, String> properties, int pageBytes) {
    String name =
        properties.getOrDefault(
            TableProperties.PARQUET_COMPRESSION,
            TableProperties.PARQUET_COMPRESSION_DEFAULT_SINCE_1_4_0);
    CompressionCodecName codec = CompressionCodecName.valueOf(name.toUpperCase(Locale.ROOT));
    return codec == CompressionCodecName.ZSTD
        ? zstd(properties)
        : new ParquetCodecFactory(codecOptions(properties), pageBytes).getCompressor(codec);
  }

  private static ZstdPages zstd(Map<String, String> properties) {
    for (String name : ZSTD_LEVELS) {
      String level = properties.get(name);
      if (level != null) {
        return ZstdPages.at(Integer.parseInt(level));
      }
    }
    return ZstdPages.byChoice();
  }

  /** Codecs read their options from a Hadoop configuration. */
  private static Configuration codecOptions(Map<String, String> properties) {
    Configuration options = new Configuration(false);
    properties.forEach(options::set);
    String level = properties.get(TableProperties.PARQUET_COMPRESSION_LEVEL);
    if (level != null) {
      options.set("zlib.compress.level", level);
    }
    return options;
  }

  Schema schema() {
    return schema;
  }

  MessageType type() {
    return type;
  }

  MessageType otherColumns() {
    return new MessageType(type.getName(), otherColumns);
  }

  List<EncodedColumn> encodedColumns() {
    return encodedColumns;
  }

  ParquetProperties pages() {
    return pages;
  }

  RowGroupLimits rowGroups() {
    return rowGroups;
  }

  MetricsConfig metrics() {
    return metrics;
  }

  BytesInputCompressor compressor() {
    return compressor;
  }

  /** The compressor if the codec is zstd. */
  @Nullable ZstdPages zstd() {
    return compressor instanceof ZstdPages zstd ? zstd : null;
  }

  /** Gives the compressor back. No file may be written to any more. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      compressor.release();
    }
  }
}
