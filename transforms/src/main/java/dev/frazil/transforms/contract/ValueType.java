package dev.frazil.transforms.contract;

import dev.frazil.transforms.contract.JsonValue.ArrayValue;
import dev.frazil.transforms.contract.JsonValue.TextValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types that a property may have. */
enum ValueType {
  STRING("string"),
  INTEGER("integer"),
  NUMBER("number"),
  BOOLEAN("boolean");

  private static final String KEY = "type";
  private static final String NULL = "null";

  private final String keyword;

  ValueType(String keyword) {
    this.keyword = keyword;
  }

  String keyword() {
    return keyword;
  }

  /** The type of a property, without null. */
  static ValueType of(SchemaNode node) {
    List<String> keywords = keywords(node);
    keywords.remove(NULL);
    for (ValueType type : values()) {
      if (keywords.equals(List.of(type.keyword))) {
        return type;
      }
    }
    throw node.bad(
        KEY, "expected one of string, integer, number and boolean, found " + describe(node));
  }

  static boolean allowsNull(SchemaNode node) {
    return keywords(node).contains(NULL);
  }

  /** The format of a property, empty when it has none; one that would not be checked is refused. */
  String format(SchemaNode node) {
    String format = node.text("format");
    if (format == null) {
      return "";
    }
    if (!formats().contains(format)) {
      throw node.bad("format", "format '" + format + "' is not supported for type " + keyword);
    }
    return format;
  }

  private List<String> formats() {
    return switch (this) {
      case STRING -> List.of("date-time", "uri", "uuid");
      case INTEGER -> List.of("int32", "int64");
      case NUMBER -> List.of("double");
      case BOOLEAN -> List.of();
    };
  }

  private static List<String> keywords(SchemaNode node) {
    if (node.value(KEY) instanceof TextValue single) {
      return new ArrayList<>(List.of(single.text()));
    }
    return node.texts(KEY);
  }

  private static String describe(SchemaNode node) {
    @Nullable JsonValue type = node.value(KEY);
    if (type instanceof ArrayValue array) {
      return array.elements().toString();
    }
    return type == null ? "none" : type.toString();
  }
}
