package dev.frazil.e2e;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A view event that must become a dead letter.
 *
 * @param name for messages
 * @param reason the code it must get
 * @param value what is sent
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record Poison(String name, String reason, byte @Nullable [] value) {
  /** Every kind. */
  static final List<Poison> ALL =
      List.of(
          of("not json", "invalid_json", "not json"),
          of("empty", "invalid_json", ""),
          of("truncated", "invalid_json", "{\"event_id\":\"550e8400-e29b-41d4-a716-4466"),
          of("two documents", "invalid_json", event() + event()),
          of("nul", "invalid_json", "{\"event_id\":\"\0\"}"),
          of("not a number", "invalid_json", event("user_id", "NaN")),
          of(
              "invalid utf 8",
              "unsupported_encoding",
              new byte[] {'{', '"', (byte) 0xc3, (byte) 0x28, '"', '}'}),
          of("byte order mark", "unsupported_encoding", "\ufeff" + event()),
          of("too deep", "too_deep", "{\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"),
          of("not an object", "wrong_type", "[1,2,3]"),
          of("wrong type", "wrong_type", event("user_id", "\"12\"")),
          of("fraction", "wrong_type", event("user_id", "12.5")),
          of("missing field", "missing_required_field", "{\"event_type\":\"view\"}"),
          of("null field", "missing_required_field", event("event_id", "null")),
          of("null value", "null_value", (byte @Nullable []) null),
          of("duplicate key", "duplicate_key", event("movie_id", "1,\"movie_id\":2")),
          of("digits", "out_of_range", event("user_id", "9".repeat(10_000))),
          of("exponent", "out_of_range", event("user_id", "1e999999999")),
          of("empty id", "invalid_uuid", event("event_id", "\"\"")),
          of("huge id", "invalid_uuid", event("event_id", "\"" + "a".repeat(900_000) + "\"")),
          of(
              "year a billion",
              "invalid_timestamp",
              event("event_ts", "\"+999999999-01-01T00:00:00Z\"")),
          of("no zone", "invalid_timestamp", event("event_ts", "\"2025-12-17T13:30:00\"")),
          of(
              "nanoseconds",
              "invalid_timestamp",
              event("event_ts", "\"2025-12-17T13:30:00.000000001Z\"")),
          of("other event", "unknown_event_type", event("event_type", "\"purchase\"")),
          of("large", "invalid_json", "x".repeat(1_000_000)));

  /** View events that look bad and are not: members that a contract does not name are ignored. */
  static final List<String> HARMLESS =
      List.of(
          event("movie_id", "1,\"MOVIE_ID\":2,\"Movie_Id\":\"three\""),
          event("movie_id", "1" + otherFields(10_000)),
          event("movie_id", "1,\"regex\":\"" + "a".repeat(100_000) + "!\""));

  private static String otherFields(int count) {
    StringBuilder fields = new StringBuilder();
    for (int i = 0; i < count; i++) {
      fields.append(",\"field_").append(i).append("\":").append(i);
    }
    return fields.toString();
  }

  private static Poison of(String name, String reason, String value) {
    return of(name, reason, value.getBytes(StandardCharsets.UTF_8));
  }

  private static Poison of(String name, String reason, byte @Nullable [] value) {
    return new Poison(name, reason, value);
  }

  private static String event() {
    return event("movie_id", "67890");
  }

  /** A good view event but for one field's JSON. */
  private static String event(String field, String json) {
    String event =
        """
        {"event_id":"550e8400-e29b-41d4-a716-446655440000","event_type":"view",\
        "event_ts":"2025-12-17T13:30:00.000Z","user_id":12345,"movie_id":67890}\
        """;
    return event.replaceFirst("\"" + field + "\":(\"[^\"]*\"|\\d+)", "\"" + field + "\":" + json);
  }
}
