package dev.frazil.transforms.contract;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The keywords that a contract may use, and those of ours. */
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

  /** What a value is stored as, where its schema does not say, or something else. */
  static final String TYPE = "x-frazil-type";

  /** What becomes of members that are no properties: {@code ignore, reject, capture}. */
  static final String UNKNOWN = "x-frazil-unknown";

  /** Keywords whose value is a schema that the same value need not fit. */
  static final List<String> ASKED = List.of("not", "if");

  /** Keywords whose value is a schema that the same value may have to fit. */
  static final List<String> APPLIED = List.of("then", "else");

  /** Keywords whose value is a schema. */
  static final List<String> SCHEMA =
      List.of(
          "not",
          "if",
          "then",
          "else",
          "items",
          "contains",
          "additionalProperties",
          "propertyNames",
          "contentSchema");

  /** Keywords whose value is an array of schemas. */
  static final List<String> SCHEMA_LIST = List.of("allOf", "anyOf", "oneOf", "prefixItems");

  /** Keywords whose value is an object of schemas. */
  static final List<String> SCHEMA_MAP =
      List.of("properties", "patternProperties", "dependentSchemas", "$defs", "definitions");

  static final Set<String> ABOUT_TEXTS = Set.of("minLength", "maxLength", "pattern");

  static final Set<String> ABOUT_NUMBERS =
      Set.of("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf");

  static final Set<String> ABOUT_ARRAYS =
      Set.of(
          "prefixItems",
          "items",
          "contains",
          "minContains",
          "maxContains",
          "minItems",
          "maxItems",
          "uniqueItems");

  static final Set<String> ABOUT_OBJECTS =
      Set.of(
          "properties",
          "patternProperties",
          "additionalProperties",
          "propertyNames",
          "required",
          "dependentRequired",
          "minProperties",
          "maxProperties");

  private static final Set<String> ABOUT_ANY =
      Set.of(
          "type",
          "const",
          "enum",
          "format",
          "$ref",
          "allOf",
          "anyOf",
          "oneOf",
          "not",
          "if",
          "then",
          "else",
          "dependentSchemas");

  private static final Set<String> ANNOTATIONS =
      Set.of(
          "$schema",
          "$id",
          "$anchor",
          "$defs",
          "definitions",
          "$comment",
          "title",
          "description",
          "default",
          "deprecated",
          "examples",
          "readOnly",
          "writeOnly",
          "contentEncoding",
          "contentMediaType",
          "contentSchema");

  private static final Set<String> ASSERTIONS = union(ABOUT_ANY, ABOUT_TEXTS, ABOUT_NUMBERS);

  private static final Set<String> KNOWN =
      union(ASSERTIONS, ABOUT_ARRAYS, union(ABOUT_OBJECTS, ANNOTATIONS, Set.of()));

  private static final String EXTENSION = "x-";

  private Keywords() {}

  /** Whether a schema may have the keyword. */
  static boolean isKnown(String keyword) {
    return KNOWN.contains(keyword) || keyword.startsWith(EXTENSION);
  }

  /** Whether the keyword says nothing about what is valid. */
  static boolean isAnnotation(String keyword) {
    return ANNOTATIONS.contains(keyword) || keyword.startsWith(EXTENSION);
  }

  private static Set<String> union(Set<String> first, Set<String> second, Set<String> third) {
    Set<String> all = new HashSet<>(first);
    all.addAll(second);
    all.addAll(third);
    return Set.copyOf(all);
  }
}
