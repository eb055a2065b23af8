package dev.frazil.transforms.contract;

import dev.frazil.transforms.json.SliceIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The properties of an event by number, in the order of the contract, for the reader: flat arrays,
 * nothing to allocate. The fields of the typed value are the properties that have a column.
 */
final class PropertyTable {
  private final Property[] properties;
  private final @Nullable ValueRule[] rules;
  private final byte[][] quotedNames;
  private final int[] fields;
  private final int[] required;
  private final SliceIndex names;

  /**
   * {@code required} are the numbers of required properties, in the order in which they are missed.
   */
  PropertyTable(List<Property> properties, List<Integer> required) {
    this.properties = properties.toArray(Property[]::new);
    this.rules = properties.stream().map(Property::rule).toArray(ValueRule[]::new);
    this.quotedNames = properties.stream().map(PropertyTable::quoted).toArray(byte[][]::new);
    this.fields = properties.stream().mapToInt(Property::field).toArray();
    this.required = required.stream().mapToInt(Integer::intValue).toArray();
    List<byte[]> texts = new ArrayList<>();
    properties.forEach(property -> texts.add(property.utf8Name()));
    this.names = new SliceIndex(texts);
  }

  int size() {
    return properties.length;
  }

  Property property(int number) {
    return properties[number];
  }

  /** Reads its value; null when the property is only named. */
  @Nullable ValueRule rule(int number) {
    return rules[number];
  }

  /** The index of its field in the typed value, or {@link Property#NO_FIELD}. */
  int field(int number) {
    return fields[number];
  }

  /** The number of the property of this name, or {@link SliceIndex#ABSENT}. */
  int find(byte[] utf8, int offset, int length) {
    return names.find(utf8, offset, length);
  }

  /**
   * The length of the key and its closing quote, when this property is written at {@code at}; else
   * 0.
   */
  int match(int number, byte[] text, int at, int limit) {
    if (quotedNames.length == 0) {
      return 0;
    }
    byte[] name = quotedNames[number];
    int end = at + name.length;
    return end <= limit && Arrays.equals(text, at, end, name, 0, name.length) ? name.length : 0;
  }

  /** The first required property that was not seen, or {@link SliceIndex#ABSENT}. */
  int firstMissing(ObjectFrame frame) {
    for (int number : required) {
      if (!frame.hasSeen(number)) {
        return number;
      }
    }
    return SliceIndex.ABSENT;
  }

  /**
   * A name as the text has it, up to its closing quote. One that needs escapes never matches: it is
   * empty, so its length is 0.
   */
  private static byte[] quoted(Property property) {
    String name = property.name();
    boolean plain =
        name.chars()
            .noneMatch(c -> c == '"' || c == '\\' || c < ' ' || Character.isSurrogate((char) c));
    if (!plain) {
      return new byte[0];
    }
    byte[] utf8 = property.utf8Name();
    byte[] quoted = Arrays.copyOf(utf8, utf8.length + 1);
    quoted[utf8.length] = '"';
    return quoted;
  }
}
