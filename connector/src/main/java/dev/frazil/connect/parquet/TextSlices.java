package dev.frazil.connect.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/** Texts as slices of byte arrays, taken eight bytes at a time. */
final class TextSlices {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** Drawn once per process, so that nobody can choose texts that all share one hash. */
  private static final long MULTIPLIER = ThreadLocalRandom.current().nextLong() | 1;

  private TextSlices() {}

  /** The first eight bytes as an unsigned number; missing ones are zero. */
  static long prefix(byte[] bytes, int offset, int length) {
    return length >= Long.BYTES ? word(bytes, offset) : shortWord(bytes, offset, length);
  }

  private static long word(byte[] bytes, int offset) {
    return (long) WORDS.get(bytes, offset);
  }

  private static long shortWord(byte[] bytes, int offset, int length) {
    long word = 0;
    for (int i = 0; i < length; i++) {
      word |= (bytes[offset + i] & 0xffL) << (Long.SIZE - Byte.SIZE * (i + 1));
    }
    return word;
  }

  /** A hash whose upper bits are good. */
  static int hash(byte[] bytes, int offset, int length) {
    long hash = length * MULTIPLIER;
    int end = offset + length;
    int at = offset;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      hash = mix(hash, word(bytes, at));
    }
    if (at < end) {
      hash =
          mix(
              hash,
              length >= Long.BYTES
                  ? word(bytes, end - Long.BYTES)
                  : shortWord(bytes, offset, length));
    }
    return (int) (hash >>> Integer.SIZE);
  }

  private static long mix(long hash, long word) {
    long mixed = (hash ^ word) * MULTIPLIER;
    return mixed ^ (mixed >>> Integer.SIZE);
  }

  static boolean equal(byte[] one, int oneOffset, byte[] other, int otherOffset, int length) {
    return Arrays.equals(
        one, oneOffset, oneOffset + length, other, otherOffset, otherOffset + length);
  }
}
