package dev.frazil.connect.parquet;

import dev.frazil.connect.row.Row;
import java.io.IOException;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;

/**
 * Encodes one chunk of a top-level column into version 1 pages. It starts with a dictionary and
 * gives that up for plain values when it grows too large, or when the first page would be smaller
 * without: a column of unique ids pays for the look-ups of one page and no more.
 */
abstract class ColumnEncoder {
  final int position;
  final PlainBytes plain = new PlainBytes();

  private final ColumnDescriptor column;
  private final boolean optional;
  private final PageLimits limits;
  private final DefinitionLevels levels;
  private final IndexList indexes;
  private final ChunkPages pages;

  private boolean byDictionary;
  private int rows;
  private int nulls;
  private long rawBytes;
  private long rawBytesBefore;
  private int entriesInUse;

  ColumnEncoder(
      int position, ColumnDescriptor column, ParquetProperties properties, ChunkPages pages) {
    this.position = position;
    this.column = column;
    this.optional = column.getMaxDefinitionLevel() > 0;
    this.limits = PageLimits.of(properties);
    this.levels = new DefinitionLevels(properties.getAllocator());
    this.indexes = new IndexList(properties.getAllocator());
    this.pages = pages;
    this.byDictionary = properties.isDictionaryEnabled(column);
  }

  /** Whether a column of numbers or text is encoded here the way the properties want it. */
  static boolean encodes(ColumnDescriptor column, ParquetProperties properties) {
    return properties.getWriterVersion() == ParquetProperties.WriterVersion.PARQUET_1_0
        && properties.getStatisticsEnabled(column)
        && !properties.isBloomFilterEnabled(column);
  }

  final void write(Row row) throws IOException {
    if (row.isNull(position)) {
      writeNull();
    } else {
      levels.value();
      rawBytes += add(row, byDictionary);
    }
    rows++;
    if (rows >= limits.rows() || rawBytes >= limits.bytes()) {
      endPage();
    }
  }

  private void writeNull() throws IOException {
    if (!optional) {
      throw new IllegalStateException(
          "Cannot write null to column " + String.join(".", column.getPath()) + ": it is required");
    }
    levels.absence(rows);
    nulls++;
  }

  /**
   * Adds the value of the row by {@link #addIndex} or to {@link #plain}, and says how many bytes it
   * takes in the PLAIN encoding.
   */
  abstract int add(Row row, boolean toDictionary);

  /** Adds the value that the dictionary has at the index to {@link #plain}. */
  abstract void addPlain(int index);

  abstract int entries();

  /** How long the dictionary is in the PLAIN encoding. */
  abstract long dictionaryBytes();

  abstract long dictionaryAllocated();

  abstract void dropDictionary();

  /** Moves the bounds of the values of the page into the statistics. */
  abstract void moveBounds(Statistics<?> statistics);

  /** How many bytes the values of the page have by themselves, for text. */
  abstract long takeTextBytes();

  final void addIndex(int index, boolean isNew) {
    indexes.add(index);
    if (isNew && dictionaryBytes() > limits.dictionaryBytes()) {
      leaveDictionary();
    }
  }

  /** Whether a value of so many bytes is too large for any dictionary. */
  final boolean isLarge(int bytes) {
    return bytes > limits.dictionaryBytes();
  }

  /** What the page has so far, and all that follows, is written plain. */
  final void leaveDictionary() {
    for (int i = 0; i < indexes.size(); i++) {
      addPlain(indexes.get(i));
    }
    indexes.clear();
    byDictionary = false;
    if (entriesInUse == 0) {
      dropDictionary();
    }
  }

  private void endPage() throws IOException {
    BytesInput values = values();
    Encoding encoding = byDictionary && entriesInUse > 0 ? Encoding.RLE_DICTIONARY : Encoding.PLAIN;
    PrimitiveType type = column.getPrimitiveType();
    Statistics<?> statistics = Statistics.createStats(type);
    statistics.incrementNumNulls(nulls);
    moveBounds(statistics);
    pages.write(
        optional ? BytesInput.concat(levels.take(rows), values) : values,
        rows,
        statistics,
        new SizeStatistics(type, takeTextBytes(), List.of(), List.of()),
        encoding);
    plain.clear();
    indexes.clear();
    rows = 0;
    nulls = 0;
    rawBytesBefore += rawBytes;
    rawBytes = 0;
  }

  private BytesInput values() throws IOException {
    if (byDictionary && (indexes.size() > 0 || entriesInUse > 0)) {
      BytesInput encoded = indexes.encode(entries());
      if (entriesInUse > 0 || encoded.size() + dictionaryBytes() < rawBytes) {
        entriesInUse = entries();
        return encoded;
      }
      leaveDictionary();
    }
    return plain.view();
  }

  /** Ends the last page and the chunk. */
  final void finish() throws IOException {
    if (rows > 0) {
      endPage();
    }
    if (entriesInUse > 0) {
      for (int i = 0; i < entriesInUse; i++) {
        addPlain(i);
      }
      pages.writeDictionary(plain.view(), entriesInUse);
      plain.clear();
    }
  }

  /** About how many bytes the chunk would take if it ended now. */
  final long bufferedBytes() {
    return rawBytes + pages.bytes();
  }

  /** How many bytes the values of the chunk take in the PLAIN encoding, before compression. */
  final long uncompressedBytes() {
    return rawBytesBefore + rawBytes;
  }

  final long allocatedBytes() {
    return plain.allocated()
        + indexes.allocated()
        + levels.allocated()
        + dictionaryAllocated()
        + pages.allocatedBytes();
  }
}
