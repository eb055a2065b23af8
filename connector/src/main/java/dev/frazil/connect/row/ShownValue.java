package dev.frazil.connect.row;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;

/** A value as error messages show it: short, on one line, text in quotes. */
final class ShownValue {
  private static final int MOST = 100;

  private ShownValue() {}

  static String of(Object value) {
    if (value instanceof CharSequence text) {
      return '"' + cut(text.toString()) + '"';
    } else if (value instanceof byte[] bytes) {
      return bytes.length + " bytes";
    } else if (value instanceof ByteBuffer bytes) {
      return bytes.remaining() + " bytes";
    } else if (value instanceof Struct) {
      return "a struct";
    } else if (value instanceof Map) {
      return "an object";
    } else if (value instanceof Collection) {
      return "an array";
    } else {
      return cut(value.toString());
    }
  }

  private static String cut(String text) {
    if (text.length() <= MOST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MOST - 1)) ? MOST - 1 : MOST;
    return text.substring(0, end) + "...";
  }
}
