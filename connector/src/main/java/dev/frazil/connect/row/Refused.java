package dev.frazil.connect.row;

import static dev.frazil.transforms.reject.RejectReason.OUT_OF_RANGE;
import static dev.frazil.transforms.reject.RejectReason.WRONG_TYPE;

import dev.frazil.transforms.reject.RejectReason;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.apache.iceberg.types.Type;
import org.apache.kafka.connect.data.Struct;

/** The sentences of refusals: {@code Cannot write 5000000000 as int: out of range}. */
final class Refused {
  private Refused() {}

  static Refusal because(RejectReason reason, Object value, Type type, String why) {
    return Refusal.here(
        reason, "Cannot write " + ShownValue.of(value) + " as " + type + ": " + why);
  }

  static Refusal wrongType(Object value, Type type) {
    return because(WRONG_TYPE, value, type, "it is " + kindOf(value));
  }

  static Refusal outOfRange(Object value, Type type) {
    return because(OUT_OF_RANGE, value, type, "out of range");
  }

  private static String kindOf(Object value) {
    if (value instanceof CharSequence) {
      return "a string";
    } else if (value instanceof Boolean) {
      return "a boolean";
    } else if (value instanceof Number) {
      return "a number";
    } else if (value instanceof byte[] || value instanceof ByteBuffer) {
      return "binary";
    } else if (value instanceof Struct || value instanceof Map) {
      return "an object";
    } else if (value instanceof Collection) {
      return "an array";
    } else {
      return "of " + value.getClass();
    }
  }
}
