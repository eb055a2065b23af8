package dev.frazil.connect.parquet;

import dev.frazil.connect.row.Row;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Encodes a column of signed whole numbers of four or eight bytes: ints, dates, longs, times. */
final class NumberEncoder extends ColumnEncoder {
  private final boolean isLong;
  private LongDictionary dictionary = new LongDictionary();
  private long least = Long.MAX_VALUE;
  private long greatest = Long.MIN_VALUE;

  NumberEncoder(
      int position, ColumnDescriptor column, ParquetProperties properties, ChunkPages pages) {
    super(position, column, properties, pages);
    this.isLong = column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT64;
  }

  @Override
  int add(Row row, boolean toDictionary) {
    long value = row.longAt(position);
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
    if (toDictionary) {
      int before = dictionary.size();
      int index = dictionary.indexOf(value);
      addIndex(index, index == before);
    } else {
      addPlain(value);
    }
    return isLong ? Long.BYTES : Integer.BYTES;
  }

  private void addPlain(long value) {
    if (isLong) {
      plain.putLong(value);
    } else {
      plain.putInt((int) value);
    }
  }

  @Override
  void addPlain(int index) {
    addPlain(dictionary.valueAt(index));
  }

  @Override
  int entries() {
    return dictionary.size();
  }

  @Override
  long dictionaryBytes() {
    return (long) dictionary.size() * (isLong ? Long.BYTES : Integer.BYTES);
  }

  @Override
  long dictionaryAllocated() {
    return dictionary.allocated();
  }

  @Override
  void dropDictionary() {
    dictionary = new LongDictionary();
  }

  @Override
  void moveBounds(Statistics<?> statistics) {
    if (least <= greatest) {
      if (isLong) {
        statistics.updateStats(least);
        statistics.updateStats(greatest);
      } else {
        statistics.updateStats((int) least);
        statistics.updateStats((int) greatest);
      }
    }
    least = Long.MAX_VALUE;
    greatest = Long.MIN_VALUE;
  }

  @Override
  long takeTextBytes() {
    return 0;
  }
}
