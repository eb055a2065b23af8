package dev.frazil.transforms.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

/**
 * A hash of all bytes of a slice. Its seed is another one in each process: nobody can prepare an
 * event whose texts all collide.
 */
final class SliceHash {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long SEED = new SplittableRandom().nextLong() | 1;
  private static final long FACTOR = SEED * 0x9e3779b97f4a7c15L;

  private SliceHash() {}

  /** The hash of {@code length} bytes from {@code offset} on. */
  static int of(byte[] bytes, int offset, int length) {
    long hash = SEED ^ length;
    int end = offset + length;
    int at = offset;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      hash = fold(hash ^ (long) WORDS.get(bytes, at));
    }
    long rest = 0;
    for (; at < end; at++) {
      rest = (rest << 8) | (bytes[at] & 0xff);
    }
    hash = fold(hash ^ rest);
    return (int) (hash ^ (hash >>> 32));
  }

  /** Both halves of the 128-bit product, together. */
  private static long fold(long word) {
    return (word * FACTOR) ^ Math.multiplyHigh(word, FACTOR);
  }
}
