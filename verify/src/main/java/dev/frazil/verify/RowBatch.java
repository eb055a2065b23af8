package dev.frazil.verify;

import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Where some rows of a file came from. Owned by the reader that fills it, and valid until it fills
 * it again. Text that follows itself is the same object, so comparing references is nearly always
 * enough.
 */
final class RowBatch {

  final @Nullable Binary[] topicIds;
  final @Nullable Binary[] topics;
  final int[] partitions;
  final long[] offsets;

  /** Whether the row does not say where it came from. */
  final boolean[] isUnplaced;

  private int size;

  RowBatch(int capacity) {
    topicIds = new Binary[capacity];
    topics = new Binary[capacity];
    partitions = new int[capacity];
    offsets = new long[capacity];
    isUnplaced = new boolean[capacity];
  }

  int capacity() {
    return offsets.length;
  }

  int size() {
    return size;
  }

  void resize(int rows) {
    size = rows;
  }
}
