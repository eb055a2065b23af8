package dev.frazil.transforms.reject;

/**
 * Why a record cannot become a row. The list is closed; codes and numbers are public API and never
 * change their meaning. A new reason gets the next number.
 */
public enum RejectReason {
  /** The event breaks a rule of its contract that has no reason of its own. */
  SCHEMA_VALIDATION_FAILED(1, "schema_validation_failed"),
  /** A required field is absent or null. */
  MISSING_REQUIRED_FIELD(2, "missing_required_field"),
  /** A time cannot be read, does not exist, or is finer than the column keeps. */
  INVALID_TIMESTAMP(3, "invalid_timestamp"),
  /** A rating is outside its range or between its steps. */
  INVALID_RATING_VALUE(4, "invalid_rating_value"),
  /** The bytes are not one JSON value. */
  INVALID_JSON(5, "invalid_json"),
  /** A value has another type than its contract or column asks for. */
  WRONG_TYPE(6, "wrong_type"),
  /** A text is not a UUID. */
  INVALID_UUID(7, "invalid_uuid"),
  /** The type of the event is not the one that the topic carries, or no rule knows the line. */
  UNKNOWN_EVENT_TYPE(8, "unknown_event_type"),
  /** A text is longer than allowed. */
  VALUE_TOO_LONG(9, "value_too_long"),
  /** The whole value is larger than allowed. */
  PAYLOAD_TOO_LARGE(10, "payload_too_large"),
  /** The text is not UTF-8, begins with a byte order mark, or is a line with a NUL. */
  UNSUPPORTED_ENCODING(11, "unsupported_encoding"),
  /** The schema that the value names is not known, or the value has no frame that names one. */
  UNKNOWN_SCHEMA(12, "unknown_schema"),
  /** No table is found for the record, or the one found is not allowed. */
  UNROUTABLE(13, "unroutable"),
  /** The value is sound but the table cannot take it. */
  TABLE_REJECTED(14, "table_rejected"),
  /** The record has no value. */
  NULL_VALUE(15, "null_value"),
  /** An object has the same key twice. */
  DUPLICATE_KEY(16, "duplicate_key"),
  /** A number does not fit the type that stores it. */
  OUT_OF_RANGE(17, "out_of_range"),
  /** Objects and arrays are nested deeper than allowed. */
  TOO_DEEP(18, "too_deep");

  private final int number;
  private final String code;

  RejectReason(int number, String code) {
    this.number = number;
    this.code = code;
  }

  /** The reason with this code; throws {@link IllegalArgumentException} when there is none. */
  public static RejectReason of(String code) {
    for (RejectReason reason : values()) {
      if (reason.code.equals(code)) {
        return reason;
      }
    }
    throw new IllegalArgumentException(
        "Invalid reject reason: " + code + " (expected one of the documented codes)");
  }

  /** The name that machines read, in snake case. */
  public String code() {
    return code;
  }

  /** A number that stays with the reason for ever. */
  public int number() {
    return number;
  }
}
