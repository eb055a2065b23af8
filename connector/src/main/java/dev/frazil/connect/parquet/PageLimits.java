package dev.frazil.connect.parquet;

import org.apache.parquet.column.ParquetProperties;

/**
 * When a page of a column ends, and when its dictionary is given up.
 *
 * @param rows the most rows of a page
 * @param bytes how many bytes of plain values end a page
 * @param dictionaryBytes the most bytes of a dictionary
 */
record PageLimits(int rows, int bytes, int dictionaryBytes) {
  static PageLimits of(ParquetProperties properties) {
    return new PageLimits(
        properties.getPageRowCountLimit(),
        properties.getPageSizeThreshold(),
        properties.getDictionaryPageSizeThreshold());
  }
}
