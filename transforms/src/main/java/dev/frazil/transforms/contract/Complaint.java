package dev.frazil.transforms.contract;

import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * How the rejection of a value is worded.
 *
 * @param reasons that replace the default ones
 */
record Complaint(Map<Assertion, RejectReason> reasons, Values values) {
  /** What becomes of the values of events in the text of a rejection. */
  enum Values {
    SHOWN,
    LEFT_OUT
  }

  private static final int MAX_VALUE = 100;
  private static final int MAX_VALUE_BYTES = 4 * MAX_VALUE;

  Complaint {
    reasons = Map.copyOf(reasons);
  }

  /** The path of the rejection begins at the value. */
  Rejection about(Assertion broken, String expected) {
    return new Rejection(reasonOf(broken), "$", "expected " + expected);
  }

  /** The value is the JSON text from {@code start} to {@code end}, which is sound. */
  Rejection about(Assertion broken, String expected, byte[] text, int start, int end) {
    if (values == Values.LEFT_OUT) {
      return about(broken, expected);
    }
    return about(broken, expected + ", found " + excerpt(text, start, end));
  }

  private RejectReason reasonOf(Assertion broken) {
    return reasons.getOrDefault(broken, broken.reason());
  }

  private static String excerpt(byte[] text, int start, int end) {
    int length = Math.min(end - start, MAX_VALUE_BYTES);
    while (start + length < end && (text[start + length] & 0xc0) == 0x80) {
      length--;
    }
    String value = new String(text, start, length, StandardCharsets.UTF_8);
    if (value.codePointCount(0, value.length()) <= MAX_VALUE && length == end - start) {
      return value;
    }
    int characters = Math.min(MAX_VALUE, value.codePointCount(0, value.length()));
    return value.substring(0, value.offsetByCodePoints(0, characters)) + "…";
  }
}
