package dev.frazil.cli.events;

import dev.frazil.tables.ClosestName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One way in which an event can break its contract. Each kind spoils a good event in exactly one
 * place, so that one reject reason is right and every other is wrong.
 */
public enum BadKind {
  MISSING_FIELD("missing_required_field", (draft, dice) -> draft.without(anyRequired(dice)).utf8()),
  NULL_FIELD(
      "missing_required_field", (draft, dice) -> draft.json(anyRequired(dice), "null").utf8()),
  TEXT_FOR_NUMBER("wrong_type", (draft, dice) -> draft.json("user_id", "\"12\"").utf8()),
  FRACTION_FOR_INTEGER("wrong_type", (draft, dice) -> draft.json("movie_id", "12.5").utf8()),
  NUMBER_FOR_TEXT("wrong_type", (draft, dice) -> draft.json("event_id", "12").utf8()),
  OBJECT_FOR_NUMBER("wrong_type", (draft, dice) -> draft.json("user_id", "{\"id\":12}").utf8()),
  NOT_AN_OBJECT("wrong_type", (draft, dice) -> utf8("[" + draft.json() + "]")),
  BAD_EVENT_ID("invalid_uuid", (draft, dice) -> draft.text("event_id", "event-12").utf8()),
  BAD_SESSION_ID(
      "invalid_uuid",
      EnumSet.of(MovieTopic.VIEWS, MovieTopic.CLICKS),
      (draft, dice) -> draft.text("session_id", "0123456789abcdef").utf8()),
  BAD_TIMESTAMP(
      "invalid_timestamp", (draft, dice) -> draft.text("event_ts", "yesterday, at noon").utf8()),
  TIMESTAMP_WITHOUT_OFFSET(
      "invalid_timestamp", (draft, dice) -> draft.text("event_ts", "2026-03-01T10:00:00").utf8()),
  TIMESTAMP_OFF_CALENDAR(
      "invalid_timestamp", (draft, dice) -> draft.text("event_ts", "2026-02-30T10:00:00Z").utf8()),
  TIMESTAMP_TOO_FINE(
      "invalid_timestamp",
      (draft, dice) -> draft.text("event_ts", "2026-03-01T10:00:00.123456789Z").utf8()),
  LEAP_SECOND(
      "invalid_timestamp", (draft, dice) -> draft.text("event_ts", "2016-12-31T23:59:60Z").utf8()),
  UNKNOWN_EVENT_TYPE(
      "unknown_event_type", (draft, dice) -> draft.text("event_type", "purchase").utf8()),
  EVENT_TYPE_OF_ANOTHER_TOPIC(
      "unknown_event_type",
      (draft, dice) -> draft.text("event_type", other(draft.topic()).eventType()).utf8()),
  INTEGER_OUT_OF_RANGE(
      "out_of_range", (draft, dice) -> draft.json("user_id", "9223372036854775808").utf8()),
  ENORMOUS_NUMBER("out_of_range", (draft, dice) -> draft.json("movie_id", "1e999999999").utf8()),
  DUPLICATE_KEY("duplicate_key", (draft, dice) -> utf8(extended(draft, "\"user_id\":7"))),
  TOO_DEEP(
      "too_deep",
      (draft, dice) ->
          utf8(extended(draft, "\"extra\":" + "[".repeat(10_000) + "]".repeat(10_000)))),
  NOT_JSON("invalid_json", (draft, dice) -> utf8("user 12 watched movie 7")),
  EMPTY_VALUE("invalid_json", (draft, dice) -> new byte[0]),
  TRUNCATED_JSON("invalid_json", (draft, dice) -> utf8(truncated(draft.json(), dice))),
  TEXT_AFTER_JSON("invalid_json", (draft, dice) -> utf8(draft.json() + ",")),
  NOT_A_NUMBER("invalid_json", (draft, dice) -> draft.json("user_id", "NaN").utf8()),
  CONTROL_CHARACTER("invalid_json", (draft, dice) -> draft.json("event_id", "\"a\u0000b\"").utf8()),
  INVALID_UTF8("unsupported_encoding", (draft, dice) -> withInvalidByte(draft)),
  BYTE_ORDER_MARK("unsupported_encoding", (draft, dice) -> utf8("\uFEFF" + draft.json())),
  NULL_VALUE("null_value", (draft, dice) -> null),
  RATING_TOO_HIGH(
      "invalid_rating_value",
      EnumSet.of(MovieTopic.RATINGS),
      (draft, dice) -> draft.json("rating", "5.5").utf8()),
  RATING_TOO_LOW(
      "invalid_rating_value",
      EnumSet.of(MovieTopic.RATINGS),
      (draft, dice) -> draft.json("rating", "0").utf8()),
  RATING_OFF_STEP(
      "invalid_rating_value",
      EnumSet.of(MovieTopic.RATINGS),
      (draft, dice) -> draft.json("rating", "3.3").utf8()),
  REVIEW_TOO_LONG(
      "value_too_long",
      EnumSet.of(MovieTopic.RATINGS),
      (draft, dice) -> draft.text("review_text", "ż".repeat(5001)).utf8()),
  UNKNOWN_CLICK_TYPE(
      "schema_validation_failed",
      EnumSet.of(MovieTopic.CLICKS),
      (draft, dice) -> draft.text("click_type", "banner").utf8()),
  BAD_REFERRER(
      "schema_validation_failed",
      EnumSet.of(MovieTopic.CLICKS),
      (draft, dice) -> draft.text("referrer", "not a link").utf8());

  private static final int SHORTEST_HINT = 3;
  private static final List<String> REQUIRED =
      List.of("event_id", "event_type", "event_ts", "user_id", "movie_id");

  private final String reason;

  @SuppressWarnings("ImmutableEnumChecker") // Set.copyOf is; the checker cannot see it.
  private final Set<MovieTopic> topics;

  @SuppressWarnings("ImmutableEnumChecker") // Lambdas without state.
  private final Spoiling spoiling;

  BadKind(String reason, Spoiling spoiling) {
    this(reason, EnumSet.allOf(MovieTopic.class), spoiling);
  }

  BadKind(String reason, Set<MovieTopic> topics, Spoiling spoiling) {
    this.reason = reason;
    this.topics = Set.copyOf(topics);
    this.spoiling = spoiling;
  }

  /** The code of the only reject reason that is right for an event of this kind. */
  public String reason() {
    return reason;
  }

  /** The topics whose events can be bad in this way. */
  public Set<MovieTopic> topics() {
    return EnumSet.copyOf(topics);
  }

  /** The name as people type it: {@code missing-field}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The kind with this label.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static BadKind of(String label) {
    for (BadKind kind : values()) {
      if (kind.label().equals(label)) {
        return kind;
      }
    }
    List<String> near = near(label);
    throw new IllegalArgumentException(
        "Invalid bad kind: "
            + label
            + (near.isEmpty()
                ? " (expected one that is known)"
                : " (did you mean " + String.join(" or ", near) + "?)"));
  }

  /** The labels that somebody may have meant: that hold what was typed, or are spelt like it. */
  private static List<String> near(String typed) {
    List<String> labels = Arrays.stream(values()).map(BadKind::label).toList();
    String word = typed.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    List<String> holding =
        word.length() < SHORTEST_HINT
            ? List.of()
            : labels.stream().filter(label -> label.contains(word)).toList();
    return holding.isEmpty() ? ClosestName.to(word, labels).stream().toList() : holding;
  }

  /** Turns a good draft into the bytes of a bad event; null is a tombstone. */
  byte @Nullable [] spoil(EventDraft draft, Dice dice) {
    return spoiling.spoil(draft, dice);
  }

  private static String anyRequired(Dice dice) {
    return dice.pick(REQUIRED);
  }

  private static MovieTopic other(MovieTopic topic) {
    return topic == MovieTopic.VIEWS ? MovieTopic.CLICKS : MovieTopic.VIEWS;
  }

  /** The draft with one more member, which may repeat a key. */
  private static String extended(EventDraft draft, String member) {
    String json = draft.json();
    return json.substring(0, json.length() - 1) + "," + member + "}";
  }

  /** Cut between two characters: within one, the encoding would be what is wrong. */
  private static String truncated(String whole, Dice dice) {
    int characters = whole.codePointCount(0, whole.length());
    return whole.substring(0, whole.offsetByCodePoints(0, 1 + dice.below(characters - 1)));
  }

  /** A byte that no UTF-8 text contains, inside a string that is otherwise good. */
  private static byte[] withInvalidByte(EventDraft draft) {
    byte[] head = utf8(extended(draft, "\"extra\":\"caf").replaceFirst("}$", ""));
    byte[] tail = utf8("\"}");
    return ByteBuffer.allocate(head.length + 1 + tail.length)
        .put(head)
        .put((byte) 0xff)
        .put(tail)
        .array();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @FunctionalInterface
  private interface Spoiling {
    byte @Nullable [] spoil(EventDraft draft, Dice dice);
  }
}
