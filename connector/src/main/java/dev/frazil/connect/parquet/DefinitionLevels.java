package dev.frazil.connect.parquet;

import java.io.IOException;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.jspecify.annotations.Nullable;

/** Which rows of a page of an optional column have a value. Costs nothing before the first null. */
final class DefinitionLevels {
  private final ByteBufferAllocator allocator;
  private @Nullable RunLengthBitPackingHybridEncoder levels;

  DefinitionLevels(ByteBufferAllocator allocator) {
    this.allocator = allocator;
  }

  void value() throws IOException {
    if (levels != null) {
      levels.writeInt(1);
    }
  }

  /** Takes note of a null, before which the page had so many rows. */
  void absence(int rowsBefore) throws IOException {
    RunLengthBitPackingHybridEncoder encoder = levels;
    if (encoder == null) {
      encoder = Runs.encoder(1, allocator);
      levels = encoder;
      for (int i = 0; i < rowsBefore; i++) {
        encoder.writeInt(1);
      }
    }
    encoder.writeInt(0);
  }

  /** The levels of a page of so many rows, their length in front; the next page begins. */
  BytesInput take(int rows) throws IOException {
    BytesInput runs;
    try (RunLengthBitPackingHybridEncoder encoder = levels) {
      levels = null;
      runs = encoder == null ? Runs.same(1, rows, 1) : Runs.copy(encoder);
    }
    return BytesInput.concat(BytesInput.fromInt(Math.toIntExact(runs.size())), runs);
  }

  long allocated() {
    return levels == null ? 0 : levels.getAllocatedSize();
  }
}
