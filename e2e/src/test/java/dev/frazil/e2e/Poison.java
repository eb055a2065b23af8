package dev.frazil.e2e;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** View events that must become dead letters, each with its reason. */
enum Poison {
  NOT_JSON("invalid_json", "not json"),
  EMPTY("invalid_json", ""),
  TRUNCATED("invalid_json", "{\"event_id\":\"550e8400-e29b-41d4-a716-4466"),
  TWO_DOCUMENTS("invalid_json", event() + event()),
  NUL("invalid_json", "{\"event_id\":\"\0\"}"),
  NOT_A_NUMBER("invalid_json", event("user_id", "NaN")),
  INVALID_UTF_8("unsupported_encoding", new byte[] {'{', '"', (byte) 0xc3, (byte) 0x28, '"', '}'}),
  BYTE_ORDER_MARK("unsupported_encoding", "\ufeff" + event()),
  TOO_DEEP("too_deep", "{\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"),
  NOT_AN_OBJECT("wrong_type", "[1,2,3]"),
  WRONG_TYPE("wrong_type", event("user_id", "\"12\"")),
  FRACTION("wrong_type", event("user_id", "12.5")),
  MISSING_FIELD("missing_required_field", "{\"event_type\":\"view\"}"),
  NULL_FIELD("missing_required_field", event("event_id", "null")),
  NULL_VALUE("null_value", (byte @Nullable []) null),
  DUPLICATE_KEY("duplicate_key", event("movie_id", "1,\"movie_id\":2")),
  DIGITS("out_of_range", event("user_id", "9".repeat(10_000))),
  EXPONENT("out_of_range", event("user_id", "1e999999999")),
  EMPTY_ID("invalid_uuid", event("event_id", "\"\"")),
  HUGE_ID("invalid_uuid", event("event_id", "\"" + "a".repeat(900_000) + "\"")),
  YEAR_A_BILLION("invalid_timestamp", event("event_ts", "\"+999999999-01-01T00:00:00Z\"")),
  NO_ZONE("invalid_timestamp", event("event_ts", "\"2025-12-17T13:30:00\"")),
  NANOSECONDS("invalid_timestamp", event("event_ts", "\"2025-12-17T13:30:00.000000001Z\"")),
  OTHER_EVENT("unknown_event_type", event("event_type", "\"purchase\"")),
  LARGE("invalid_json", "x".repeat(1_000_000));

  private final String reason;
  private final byte @Nullable [] value;

  Poison(String reason, String value) {
    this(reason, value.getBytes(StandardCharsets.UTF_8));
  }

  Poison(String reason, byte @Nullable [] value) {
    this.reason = reason;
    this.value = value;
  }

  String reason() {
    return reason;
  }

  byte @Nullable [] value() {
    return value;
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
