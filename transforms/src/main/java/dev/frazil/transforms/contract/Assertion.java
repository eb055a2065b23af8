package dev.frazil.transforms.contract;

import dev.frazil.transforms.reject.RejectReason;

/**
 * The assertions of a contract, each with the keyword that makes it and the reason that a broken
 * one has by default.
 */
enum Assertion {
  TYPE("type", RejectReason.WRONG_TYPE),
  REQUIRED("required", RejectReason.MISSING_REQUIRED_FIELD),
  /** The value fits the type that stores it; no keyword says so. */
  STORABLE("type", RejectReason.OUT_OF_RANGE),
  CONST("const", RejectReason.SCHEMA_VALIDATION_FAILED),
  ENUM("enum", RejectReason.SCHEMA_VALIDATION_FAILED),
  MINIMUM("minimum", RejectReason.SCHEMA_VALIDATION_FAILED),
  EXCLUSIVE_MINIMUM("exclusiveMinimum", RejectReason.SCHEMA_VALIDATION_FAILED),
  MAXIMUM("maximum", RejectReason.SCHEMA_VALIDATION_FAILED),
  EXCLUSIVE_MAXIMUM("exclusiveMaximum", RejectReason.SCHEMA_VALIDATION_FAILED),
  MULTIPLE_OF("multipleOf", RejectReason.SCHEMA_VALIDATION_FAILED),
  MIN_LENGTH("minLength", RejectReason.SCHEMA_VALIDATION_FAILED),
  MAX_LENGTH("maxLength", RejectReason.VALUE_TOO_LONG),
  PATTERN("pattern", RejectReason.SCHEMA_VALIDATION_FAILED),
  UUID("format", RejectReason.INVALID_UUID),
  DATE_TIME("format", RejectReason.INVALID_TIMESTAMP),
  DATE("format", RejectReason.SCHEMA_VALIDATION_FAILED),
  TIME("format", RejectReason.SCHEMA_VALIDATION_FAILED),
  URI("format", RejectReason.SCHEMA_VALIDATION_FAILED),
  EMAIL("format", RejectReason.SCHEMA_VALIDATION_FAILED),
  IPV4("format", RejectReason.SCHEMA_VALIDATION_FAILED),
  IPV6("format", RejectReason.SCHEMA_VALIDATION_FAILED),
  MIN_ITEMS("minItems", RejectReason.SCHEMA_VALIDATION_FAILED),
  MAX_ITEMS("maxItems", RejectReason.SCHEMA_VALIDATION_FAILED),
  UNIQUE_ITEMS("uniqueItems", RejectReason.SCHEMA_VALIDATION_FAILED),
  CONTAINS("contains", RejectReason.SCHEMA_VALIDATION_FAILED),
  MIN_CONTAINS("minContains", RejectReason.SCHEMA_VALIDATION_FAILED),
  MAX_CONTAINS("maxContains", RejectReason.SCHEMA_VALIDATION_FAILED),
  MIN_PROPERTIES("minProperties", RejectReason.SCHEMA_VALIDATION_FAILED),
  MAX_PROPERTIES("maxProperties", RejectReason.SCHEMA_VALIDATION_FAILED),
  DEPENDENT_REQUIRED("dependentRequired", RejectReason.SCHEMA_VALIDATION_FAILED),
  ANY_OF("anyOf", RejectReason.SCHEMA_VALIDATION_FAILED),
  ONE_OF("oneOf", RejectReason.SCHEMA_VALIDATION_FAILED),
  NOT("not", RejectReason.SCHEMA_VALIDATION_FAILED),
  ADDITIONAL_PROPERTIES("additionalProperties", RejectReason.SCHEMA_VALIDATION_FAILED);

  private final String keyword;
  private final RejectReason reason;

  Assertion(String keyword, RejectReason reason) {
    this.keyword = keyword;
    this.reason = reason;
  }

  String keyword() {
    return keyword;
  }

  RejectReason reason() {
    return reason;
  }

  /**
   * Whether one reason for a whole property covers this too; what is missing or of another type
   * keeps its own.
   */
  boolean isAboutValue() {
    return this != TYPE && this != REQUIRED && this != STORABLE;
  }
}
