package dev.frazil.transforms.json;

import java.util.Arrays;

/**
 * The keys of the objects that are being read, to find duplicates. Objects nest, so it is a stack:
 * {@link #size} is a mark of the keys so far, and {@link #truncate} goes back to one.
 */
public final class KeySet {
  private static final int SMALL = 64;
  private static final int KEEP_AT_MOST = 4_096;

  private final Utf8Buffer decodedKeys;
  private int[] offsets = new int[SMALL];
  private int[] lengths = new int[SMALL];
  private int[] hashes = new int[SMALL];
  private int[] older = new int[SMALL];
  private int[] newest = new int[SMALL];
  private int size;

  /** Keys that had escapes are in {@code decodedKeys}. */
  public KeySet(Utf8Buffer decodedKeys) {
    this.decodedKeys = decodedKeys;
  }

  public int size() {
    return size;
  }

  /** Forgets the keys that were added after the mark. */
  public void truncate(int mark) {
    while (size > mark) {
      size--;
      newest[hashes[size] & (newest.length - 1)] = older[size];
    }
  }

  public void clear() {
    if (newest.length > KEEP_AT_MOST) {
      resize(SMALL);
      newest = new int[SMALL];
      size = 0;
    } else {
      truncate(0);
    }
  }

  /**
   * Adds the last key of {@code scanner}; false when the object that began at the mark has it
   * already.
   */
  public boolean add(TextScanner scanner, byte[] text, int mark) {
    int offset = scanner.offset();
    return add(
        scanner.bytes(),
        offset,
        scanner.length(),
        scanner.decoded() ? ~offset : offset,
        text,
        mark);
  }

  /** Adds a part of the buffer of decoded keys; false when it is there already. */
  public boolean addDecoded(int from, int to) {
    byte[] bytes = decodedKeys.bytes();
    return add(bytes, from, to - from, ~from, bytes, 0);
  }

  private boolean add(byte[] bytes, int offset, int length, int place, byte[] text, int mark) {
    int hash = SliceHash.of(bytes, offset, length);
    for (int i = newest[hash & (newest.length - 1)] - 1; i >= mark; i = older[i] - 1) {
      if (hashes[i] == hash && isAt(i, text, bytes, offset, length)) {
        return false;
      }
    }
    if (size == offsets.length) {
      grow();
    }
    offsets[size] = place;
    lengths[size] = length;
    hashes[size] = hash;
    link(size++);
    return true;
  }

  private boolean isAt(int key, byte[] text, byte[] bytes, int offset, int length) {
    byte[] from = offsets[key] < 0 ? decodedKeys.bytes() : text;
    int begin = offsets[key] < 0 ? ~offsets[key] : offsets[key];
    return lengths[key] == length
        && Arrays.equals(from, begin, begin + length, bytes, offset, offset + length);
  }

  private void link(int key) {
    int bucket = hashes[key] & (newest.length - 1);
    older[key] = newest[bucket];
    newest[bucket] = key + 1;
  }

  private void grow() {
    resize(size * 2);
    newest = new int[size * 2];
    for (int key = 0; key < size; key++) {
      link(key);
    }
  }

  private void resize(int capacity) {
    offsets = Arrays.copyOf(offsets, capacity);
    lengths = Arrays.copyOf(lengths, capacity);
    hashes = Arrays.copyOf(hashes, capacity);
    older = Arrays.copyOf(older, capacity);
  }
}
