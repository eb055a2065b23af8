package dev.frazil.connect.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;

/** Values in Parquet's PLAIN encoding, one after the other. Grows as needed. */
final class PlainBytes {
  private static final int INITIAL_BYTES = 256;
  private static final int KEPT_BYTES = 4 << 20;
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int length;

  void putInt(int value) {
    reserve(Integer.BYTES);
    INTS.set(bytes, length, value);
    length += Integer.BYTES;
  }

  void putLong(long value) {
    reserve(Long.BYTES);
    LONGS.set(bytes, length, value);
    length += Long.BYTES;
  }

  /** A byte array: its length, then its bytes. */
  void putText(byte[] source, int offset, int size) {
    reserve(Integer.BYTES + size);
    INTS.set(bytes, length, size);
    System.arraycopy(source, offset, bytes, length + Integer.BYTES, size);
    length += Integer.BYTES + size;
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), roomAfter(bytes.length)));
    }
  }

  private static int roomAfter(int room) {
    return room > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE - Long.BYTES : 2 * room;
  }

  /** Forgets the values; room that only a large value needed goes, too. */
  void clear() {
    length = 0;
    if (bytes.length > KEPT_BYTES) {
      bytes = new byte[INITIAL_BYTES];
    }
  }

  int length() {
    return length;
  }

  int allocated() {
    return bytes.length;
  }

  /** The bytes as they are now; to be used up before anything else is put. */
  BytesInput view() {
    return BytesInput.from(bytes, 0, length);
  }
}
