package dev.frazil.connect.parquet;

import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;

/** The dictionary indexes of one page, in the order of its values. */
final class IndexList {
  private static final int INITIAL = 64;

  private final ByteBufferAllocator allocator;
  private int[] indexes = new int[INITIAL];
  private int size;
  private int differences;

  IndexList(ByteBufferAllocator allocator) {
    this.allocator = allocator;
  }

  void add(int index) {
    if (size == indexes.length) {
      indexes = Arrays.copyOf(indexes, 2 * size);
    }
    indexes[size++] = index;
    differences |= index ^ indexes[0];
  }

  int size() {
    return size;
  }

  int get(int position) {
    return indexes[position];
  }

  void clear() {
    size = 0;
    differences = 0;
  }

  long allocated() {
    return (long) Integer.BYTES * indexes.length;
  }

  /** The body of a page over a dictionary of so many entries: the width in bits, then runs. */
  BytesInput encode(int entries) throws IOException {
    int width = BytesUtils.getWidthFromMaxInt(entries - 1);
    BytesInput header = BytesInput.from(new byte[] {(byte) width});
    return size == 0 ? header : BytesInput.concat(header, runs(width));
  }

  private BytesInput runs(int width) throws IOException {
    if (differences == 0) {
      return Runs.same(indexes[0], size, width);
    }
    try (RunLengthBitPackingHybridEncoder encoder = Runs.encoder(width, allocator)) {
      for (int i = 0; i < size; i++) {
        encoder.writeInt(indexes[i]);
      }
      return Runs.copy(encoder);
    }
  }
}
