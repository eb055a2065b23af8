package dev.frazil.transforms.route;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Values that have a text of which people can foresee how it looks. */
final class RouteText {

  private RouteText() {}

  /** The text of a value; null when it has none. */
  static @Nullable String of(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    return value instanceof Number || value instanceof Boolean ? value.toString() : null;
  }

  /** The text of what may also be bytes; null when it has none. */
  static @Nullable String ofBytesToo(@Nullable Object value) {
    return value instanceof byte[] bytes ? decoded(bytes) : of(value);
  }

  /** Why a value has no text. */
  static String objectionTo(Object value) {
    return value instanceof byte[]
        ? "its bytes are not a text"
        : "it is " + typeOf(value) + " (expected a text, a number or a boolean)";
  }

  /** What a value is, for people. */
  static String typeOf(Object value) {
    if (value instanceof String) {
      return "a text";
    } else if (value instanceof byte[] || value instanceof ByteBuffer) {
      return "bytes";
    } else if (value instanceof Struct) {
      return "a struct";
    } else if (value instanceof Map) {
      return "a map";
    } else if (value instanceof List) {
      return "a list";
    } else if (value instanceof Number) {
      return "a number";
    }
    return "a " + value.getClass().getSimpleName();
  }

  private static @Nullable String decoded(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
