package dev.frazil.transforms.contract;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The keywords that a contract may have, by place. */
final class Keywords {
  static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  /**
   * The reason for what breaks a rule, in place of the default one: a code, or an object of codes
   * by keyword.
   */
  static final String REASON = "x-frazil-reason";

  /** {@code absent}: an explicit null in an optional property is the same as no value. */
  static final String NULL = "x-frazil-null";

  /** {@code true}: the text of a rejection never has a value of the event in it. */
  static final String REDACT = "x-frazil-redact";

  /** {@code false}: the property is checked but has no column. */
  static final String COLUMN = "x-frazil-column";

  private static final List<String> ANNOTATIONS =
      List.of(
          "$comment",
          "title",
          "description",
          "default",
          "deprecated",
          "examples",
          "readOnly",
          "writeOnly");

  /** What the whole document may have. */
  static final Set<String> ROOT =
      with("$schema", "$id", "type", "properties", "required", "additionalProperties");

  /** What a property may have. */
  static final Set<String> PROPERTY =
      with(
          "type",
          "const",
          "enum",
          "minimum",
          "exclusiveMinimum",
          "maximum",
          "exclusiveMaximum",
          "multipleOf",
          "minLength",
          "maxLength",
          "pattern",
          "format");

  private Keywords() {}

  private static Set<String> with(String... assertions) {
    Set<String> keywords = new HashSet<>(ANNOTATIONS);
    keywords.addAll(List.of(assertions));
    return Set.copyOf(keywords);
  }
}
