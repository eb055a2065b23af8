package dev.frazil.connect.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;

/** Small numbers in Parquet's hybrid of runs and packed bits. */
final class Runs {
  private static final int FIRST_SLAB_BYTES = 64;
  private static final int MAX_SLAB_BYTES = 64 * 1024;

  private Runs() {}

  /** An encoder for numbers of so many bits. */
  static RunLengthBitPackingHybridEncoder encoder(int width, ByteBufferAllocator allocator) {
    return new RunLengthBitPackingHybridEncoder(width, FIRST_SLAB_BYTES, MAX_SLAB_BYTES, allocator);
  }

  /** What the encoder holds, for longer than the encoder. */
  static BytesInput copy(RunLengthBitPackingHybridEncoder encoder) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    encoder.toBytes().writeAllTo(bytes);
    return BytesInput.from(bytes);
  }

  /** The same number so many times. */
  static BytesInput same(int number, int times, int width) {
    byte[] bytes = new byte[BytesUtils.paddedByteCountFromBits(width)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (number >>> (Byte.SIZE * i));
    }
    return BytesInput.concat(BytesInput.fromUnsignedVarInt(times << 1), BytesInput.from(bytes));
  }
}
