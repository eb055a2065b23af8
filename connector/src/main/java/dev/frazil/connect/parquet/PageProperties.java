package dev.frazil.connect.parquet;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.util.PropertyUtil;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.ParquetOutputFormat;
import org.apache.parquet.schema.MessageType;

/** What table properties say about pages, in Parquet's own terms. */
final class PageProperties {
  private final Schema schema;
  private final MessageType type;
  private final Map<String, String> properties;

  private PageProperties(Schema schema, MessageType type, Map<String, String> properties) {
    this.schema = schema;
    this.type = type;
    this.properties = properties;
  }

  /** Properties that are absent have Iceberg's defaults. */
  static ParquetProperties of(Schema schema, MessageType type, Map<String, String> properties) {
    return new PageProperties(schema, type, properties).build();
  }

  private ParquetProperties build() {
    ParquetProperties.Builder builder =
        ParquetProperties.builder()
            .withWriterVersion(
                WriterVersion.fromString(
                    properties.getOrDefault(
                        TableProperties.PARQUET_PAGE_VERSION,
                        TableProperties.PARQUET_PAGE_VERSION_DEFAULT)))
            .withPageSize(
                number(
                    TableProperties.PARQUET_PAGE_SIZE_BYTES,
                    TableProperties.PARQUET_PAGE_SIZE_BYTES_DEFAULT))
            .withPageRowCountLimit(
                number(
                    TableProperties.PARQUET_PAGE_ROW_LIMIT,
                    TableProperties.PARQUET_PAGE_ROW_LIMIT_DEFAULT))
            .withDictionaryEncoding(flag(ParquetOutputFormat.ENABLE_DICTIONARY, true))
            .withDictionaryPageSize(
                number(
                    TableProperties.PARQUET_DICT_SIZE_BYTES,
                    TableProperties.PARQUET_DICT_SIZE_BYTES_DEFAULT))
            .withMinRowCountForPageSizeCheck(
                number(
                    TableProperties.PARQUET_ROW_GROUP_CHECK_MIN_RECORD_COUNT,
                    TableProperties.PARQUET_ROW_GROUP_CHECK_MIN_RECORD_COUNT_DEFAULT))
            .withMaxRowCountForPageSizeCheck(
                number(
                    TableProperties.PARQUET_ROW_GROUP_CHECK_MAX_RECORD_COUNT,
                    TableProperties.PARQUET_ROW_GROUP_CHECK_MAX_RECORD_COUNT_DEFAULT))
            .withColumnIndexTruncateLength(
                number(
                    "parquet.columnindex.truncate.length",
                    ParquetProperties.DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH))
            .withMaxBloomFilterBytes(
                number(
                    TableProperties.PARQUET_BLOOM_FILTER_MAX_BYTES,
                    TableProperties.PARQUET_BLOOM_FILTER_MAX_BYTES_DEFAULT))
            .withAdaptiveBloomFilterEnabled(
                flag(
                    TableProperties.PARQUET_BLOOM_FILTER_ADAPTIVE_ENABLED,
                    TableProperties.PARQUET_BLOOM_FILTER_ADAPTIVE_ENABLED_DEFAULT));
    addBloomFilters(builder);
    perColumn(
        TableProperties.PARQUET_COLUMN_STATS_ENABLED_PREFIX,
        (column, value) -> builder.withStatisticsEnabled(column, Boolean.parseBoolean(value)));
    perColumn(
        TableProperties.PARQUET_DICT_ENCODING_ENABLED_COLUMN_PREFIX,
        (column, value) -> builder.withDictionaryEncoding(column, Boolean.parseBoolean(value)));
    return builder.build();
  }

  /** A rate or a number of values counts only where the filter itself is spoken of. */
  private void addBloomFilters(ParquetProperties.Builder builder) {
    Map<String, String> spokenOf = new HashMap<>();
    perColumn(
        TableProperties.PARQUET_BLOOM_FILTER_COLUMN_ENABLED_PREFIX,
        (column, value) -> {
          builder.withBloomFilterEnabled(column, Boolean.parseBoolean(value));
          spokenOf.put(column, value);
        });
    perColumn(
        TableProperties.PARQUET_BLOOM_FILTER_COLUMN_FPP_PREFIX,
        (column, value) -> {
          if (spokenOf.containsKey(column)) {
            builder.withBloomFilterFPP(column, Double.parseDouble(value));
          }
        });
    perColumn(
        TableProperties.PARQUET_BLOOM_FILTER_COLUMN_NDV_PREFIX,
        (column, value) -> {
          if (spokenOf.containsKey(column)) {
            builder.withBloomFilterNDV(column, Long.parseLong(value));
          }
        });
  }

  /** The properties with the prefix, by the paths of the file's columns that they name. */
  private void perColumn(String prefix, BiConsumer<String, String> action) {
    Map<String, String> byName = PropertyUtil.propertiesWithPrefix(properties, prefix);
    for (ColumnDescriptor column : type.getColumns()) {
      String name = schema.findColumnName(column.getPrimitiveType().getId().intValue());
      String value = byName.get(name);
      if (value != null) {
        action.accept(String.join(".", column.getPath()), value);
      }
    }
  }

  private int number(String name, int otherwise) {
    return PropertyUtil.propertyAsInt(properties, name, otherwise);
  }

  private boolean flag(String name, boolean otherwise) {
    return PropertyUtil.propertyAsBoolean(properties, name, otherwise);
  }
}
