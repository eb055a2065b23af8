package dev.frazil.connect.parquet;

import java.util.Map;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.util.PropertyUtil;

/**
 * When a row group ends. Its size is looked at half way to where it would be full, within bounds.
 *
 * @param bytes the size that it should reach
 * @param leastRows the fewest rows between two looks
 * @param mostRows the most rows between two looks
 * @param uncompressed whether the size is that of plain values, and not of what compression leaves
 */
record RowGroupLimits(long bytes, int leastRows, int mostRows, boolean uncompressed) {
  static RowGroupLimits of(Map<String, String> properties) {
    boolean uncompressed =
        PropertyUtil.propertyAsBoolean(
            properties,
            TableProperties.PARQUET_ROW_GROUP_SIZE_TRACK_UNCOMPRESSED,
            TableProperties.PARQUET_ROW_GROUP_SIZE_TRACK_UNCOMPRESSED_DEFAULT);
    int leastRows =
        PropertyUtil.propertyAsInt(
            properties,
            TableProperties.PARQUET_ROW_GROUP_CHECK_MIN_RECORD_COUNT,
            TableProperties.PARQUET_ROW_GROUP_CHECK_MIN_RECORD_COUNT_DEFAULT);
    return new RowGroupLimits(
        PropertyUtil.propertyAsLong(
            properties,
            TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES,
            TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES_DEFAULT),
        uncompressed ? 1 : leastRows,
        PropertyUtil.propertyAsInt(
            properties,
            TableProperties.PARQUET_ROW_GROUP_CHECK_MAX_RECORD_COUNT,
            TableProperties.PARQUET_ROW_GROUP_CHECK_MAX_RECORD_COUNT_DEFAULT),
        uncompressed);
  }

  /** After how many rows a new row group is looked at, when the last one had so many. */
  long firstLook(long rowsOfLast) {
    return Math.max(1, Math.min(Math.max(rowsOfLast / 2, leastRows), mostRows));
  }

  /** Whether a row group of so many rows and bytes is full. */
  boolean isFull(long rows, long size) {
    return size > bytes - 2.0 * size / rows;
  }

  /** At how many rows to look again. */
  long nextLook(long rows, long size) {
    long remaining = size == 0 ? mostRows : (long) ((double) (bytes - size) * rows / size);
    return rows + Math.min(Math.max(remaining / 2, leastRows), mostRows);
  }
}
