package dev.frazil.connect.parquet;

import dev.frazil.connect.row.Row;
import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.statistics.Statistics;

/** Encodes a column of UTF-8 text. */
final class TextEncoder extends ColumnEncoder {
  private final TextBounds bounds = new TextBounds();
  private TextDictionary dictionary = new TextDictionary();

  /** For each entry of the dictionary, the last page that had it. */
  private int[] lastPages = new int[32];

  private int page = 1;
  private long textBytes;

  TextEncoder(
      int position, ColumnDescriptor column, ParquetProperties properties, ChunkPages pages) {
    super(position, column, properties, pages);
  }

  @Override
  int add(Row row, boolean toDictionary) {
    byte[] bytes = row.utf8Bytes(position);
    int offset = row.utf8Offset(position);
    int length = row.utf8Length(position);
    textBytes += length;
    boolean indexed = toDictionary && !isLarge(length);
    if (toDictionary && !indexed) {
      leaveDictionary();
    }
    if (indexed) {
      addToDictionary(bytes, offset, length);
    } else {
      bounds.add(bytes, offset, length);
      plain.putText(bytes, offset, length);
    }
    return Integer.BYTES + length;
  }

  private void addToDictionary(byte[] bytes, int offset, int length) {
    int before = dictionary.size();
    int index = dictionary.indexOf(bytes, offset, length);
    if (index >= lastPages.length) {
      lastPages = Arrays.copyOf(lastPages, 2 * lastPages.length);
    }
    if (lastPages[index] != page) {
      lastPages[index] = page;
      bounds.add(bytes, offset, length);
    }
    addIndex(index, index == before);
  }

  @Override
  void addPlain(int index) {
    dictionary.copy(index, plain);
  }

  @Override
  int entries() {
    return dictionary.size();
  }

  @Override
  long dictionaryBytes() {
    return dictionary.plainBytes();
  }

  @Override
  long dictionaryAllocated() {
    return dictionary.allocated() + (long) Integer.BYTES * lastPages.length;
  }

  @Override
  void dropDictionary() {
    dictionary = new TextDictionary();
    lastPages = new int[32];
  }

  @Override
  void moveBounds(Statistics<?> statistics) {
    bounds.moveTo(statistics);
    page++;
  }

  @Override
  long takeTextBytes() {
    long bytes = textBytes;
    textBytes = 0;
    return bytes;
  }
}
