package dev.frazil.transforms.contract;

import dev.frazil.transforms.json.KeySet;
import dev.frazil.transforms.json.Utf8Buffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The elements of one array, to find equal ones: a few are compared one by one, more by hash. */
final class ElementSet {
  private static final int FEW = 8;
  private static final int SMALL = 64;

  private final Utf8Buffer forms = new Utf8Buffer(SMALL);
  private final int[] ends = new int[FEW];
  private int size;
  private @Nullable KeySet many;

  /** Adds the value that begins there and was found sound; false when an equal one is there. */
  boolean add(JsonTokens in, int from) {
    int begin = forms.length();
    in.appendCanonical(from, forms);
    if (many == null && size == FEW) {
      many = hashed();
    }
    return many == null ? addToFew(begin) : many.addDecoded(begin, forms.length());
  }

  private boolean addToFew(int begin) {
    byte[] bytes = forms.bytes();
    int start = 0;
    for (int i = 0; i < size; i++) {
      if (Arrays.equals(bytes, start, ends[i], bytes, begin, forms.length())) {
        return false;
      }
      start = ends[i];
    }
    ends[size++] = forms.length();
    return true;
  }

  private KeySet hashed() {
    KeySet set = new KeySet(forms);
    int start = 0;
    for (int end : ends) {
      set.addDecoded(start, end);
      start = end;
    }
    return set;
  }
}
