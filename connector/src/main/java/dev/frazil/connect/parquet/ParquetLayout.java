package dev.frazil.connect.parquet;

import dev.frazil.connect.row.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.parquet.ParquetCodecFactory;
import org.apache.iceberg.parquet.ParquetSchemaUtil;
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
    this.metrics = metrics;
    this.compressor = compressor(properties, pages.getPageSizeThreshold());
    for (Type column : type.getFields()) {
      add(column);
    }
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
    @Nullable String level = properties.get(TableProperties.PARQUET_COMPRESSION_LEVEL);
    CompressionCodecName codec = CompressionCodecName.valueOf(name.toUpperCase(Locale.ROOT));
    if (codec == CompressionCodecName.ZSTD) {
      return level == null ? ZstdPages.byChoice() : ZstdPages.at(Integer.parseInt(level));
    }
    Configuration options = new Configuration(false);
    if (level != null) {
      options.set("zlib.compress.level", level);
    }
    return new ParquetCodecFactory(options, pageBytes).getCompressor(codec);
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
