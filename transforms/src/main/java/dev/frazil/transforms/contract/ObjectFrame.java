package dev.frazil.transforms.contract;

import static java.util.Objects.requireNonNull;

import dev.frazil.transforms.json.Utf8Buffer;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** What is noted about an object, and made of it, while its members are read. */
final class ObjectFrame {
  private static final long[] NO_SLOTS = {};
  private static final Object[] NO_OBJECTS = {};

  /** Whether a struct has fields that are stored as objects. */
  enum Objects {
    NONE,
    SOME
  }

  private long[] seen = {};
  private long[] absent = {};
  private boolean someAbsent;
  private int words;
  private int members;
  private int[] captured = {};
  private int captures;

  // What is read into: slots and objects, or a map, or nothing.
  private int fieldCount;
  private long[] slots = NO_SLOTS;
  private @Nullable Object[] objects = NO_OBJECTS;
  private boolean[] isObject = {};
  private boolean stored;
  private boolean keepsOthers;
  private @Nullable Map<String, @Nullable Object> map;
  private int asideBefore;
  private int ignoredBefore;

  /** A new object of this rule begins. */
  void begin(int properties) {
    words = (properties + 63) >> 6;
    if (seen.length < words) {
      seen = new long[words];
    } else {
      Arrays.fill(seen, 0, words, 0);
    }
    if (someAbsent) {
      Arrays.fill(absent, 0);
      someAbsent = false;
    }
    members = 0;
    captures = 0;
    stored = false;
    keepsOthers = false;
    map = null;
  }

  /** Notes a property of the rule; false when it was there before. */
  boolean see(int property) {
    long bit = 1L << property;
    if ((seen[property >> 6] & bit) != 0) {
      return false;
    }
    seen[property >> 6] |= bit;
    return true;
  }

  /** Whether the property was there, and is not to be taken for absent. */
  boolean hasSeen(int property) {
    return isIn(seen, property) && !(someAbsent && isIn(absent, property));
  }

  private static boolean isIn(long[] bits, int property) {
    return ((bits[property >> 6] >>> property) & 1) != 0;
  }

  /** The property that was seen last is to be taken for absent. */
  void takeForAbsent(int property) {
    if (absent.length < words) {
      absent = new long[words];
    }
    absent[property >> 6] |= 1L << property;
    someAbsent = true;
    members--;
  }

  void countMember() {
    members++;
  }

  /** How many members there were so far. */
  int members() {
    return members;
  }

  /** Members that have no field are to be kept, as they were written. */
  void keepOthers() {
    keepsOthers = true;
  }

  /**
   * A member that has no field was read, whose text is from {@code start} to the position. It is
   * kept; or it is left out of what is stored, and counted.
   */
  void passOther(int start, JsonTokens in) {
    if (keepsOthers) {
      capture(start, in.cursor().position);
    } else if (stored) {
      in.ignore();
    }
  }

  private void capture(int start, int end) {
    if (captures + 2 > captured.length) {
      captured = Arrays.copyOf(captured, Math.max(8, captured.length * 2));
    }
    captured[captures++] = start;
    captured[captures++] = end;
  }

  boolean hasCaptured() {
    return captures > 0;
  }

  /**
   * The field has the text of an object of the members that were captured, as they were written.
   */
  void fillCaptured(int field, JsonTokens in) {
    Utf8Buffer out = in.kept();
    int start = out.length();
    for (int i = 0; i < captures; i += 2) {
      out.append(i == 0 ? '{' : ',');
      out.append(in.cursor().bytes, captured[i], captured[i + 1]);
    }
    out.append('}');
    long text = EventStruct.textInAside(start - in.asideFrom(), out.length() - start);
    EventStruct.fill(slots, fieldCount, field, text);
  }

  /** The object is read into a map. */
  void map(Map<String, @Nullable Object> entries) {
    map = entries;
    stored = true;
  }

  Map<String, @Nullable Object> map() {
    return requireNonNull(map, "not read into a map");
  }

  /** The map that was read. */
  Map<String, @Nullable Object> takeMap() {
    Map<String, @Nullable Object> read = map();
    map = null;
    return read;
  }

  /** The object is read into a struct of so many fields; texts are decoded from here on. */
  void fields(int count, boolean[] areObjects, Objects any, JsonTokens in) {
    fieldCount = count;
    slots = new long[EventStruct.slotCount(count)];
    objects = any == Objects.SOME ? new Object[count] : NO_OBJECTS;
    isObject = areObjects;
    stored = true;
    asideBefore = in.asideFrom();
    in.asideFrom(in.kept().length());
    ignoredBefore = in.ignored();
  }

  /** The field has the value that was read last. */
  void fill(int field, JsonTokens in) {
    if (isObject[field]) {
      objects[field] = in.object();
      EventStruct.fill(slots, fieldCount, field, 0);
    } else {
      EventStruct.fill(slots, fieldCount, field, in.slot());
    }
  }

  /** The struct that was read. */
  EventStruct struct(Schema schema, JsonTokens in) {
    byte[] aside = in.takeAside(asideBefore);
    EventStruct struct =
        new EventStruct(
            schema,
            in.original(),
            in.cursor().bytes,
            aside,
            slots,
            objects,
            in.ignored() - ignoredBefore);
    slots = NO_SLOTS;
    objects = NO_OBJECTS;
    return struct;
  }
}
