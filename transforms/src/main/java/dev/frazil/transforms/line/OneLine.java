package dev.frazil.transforms.line;

import dev.frazil.transforms.json.Utf8;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a value has to be so that rules look at it: one line of text in UTF-8. */
final class OneLine {
  private OneLine() {}

  /** Why the value is no line; null when it is one. */
  static @Nullable Rejection objection(byte[] value, int maxBytes) {
    if (value.length > maxBytes) {
      return new Rejection(
          RejectReason.PAYLOAD_TOO_LARGE,
          "$",
          "expected at most " + maxBytes + " bytes, found " + value.length);
    }
    int invalid = Utf8.firstInvalid(value, 0, value.length);
    if (invalid >= 0) {
      return notText("no UTF-8 at byte " + invalid);
    } else if (startsWithMark(value)) {
      return notText("a byte order mark");
    }
    return unwanted(value, end(value));
  }

  /** The line, without the line break that may be behind it. */
  static byte[] of(byte[] value) {
    int end = end(value);
    return end == value.length ? value : Arrays.copyOf(value, end);
  }

  private static @Nullable Rejection unwanted(byte[] value, int end) {
    for (int i = 0; i < end; i++) {
      if (value[i] == 0) {
        return notText("a NUL at byte " + i);
      } else if (value[i] == '\n') {
        return new Rejection(
            RejectReason.SCHEMA_VALIDATION_FAILED,
            "$",
            "expected one line, found a line break at byte " + i);
      }
    }
    return null;
  }

  private static int end(byte[] value) {
    int end = value.length;
    if (end > 0 && value[end - 1] == '\n') {
      end--;
      if (end > 0 && value[end - 1] == '\r') {
        end--;
      }
    }
    return end;
  }

  private static boolean startsWithMark(byte[] value) {
    return value.length >= 3
        && value[0] == (byte) 0xef
        && value[1] == (byte) 0xbb
        && value[2] == (byte) 0xbf;
  }

  private static Rejection notText(String detail) {
    return new Rejection(RejectReason.UNSUPPORTED_ENCODING, "$", detail);
  }
}
