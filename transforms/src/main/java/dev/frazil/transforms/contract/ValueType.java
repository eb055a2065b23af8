package dev.frazil.transforms.contract;

import dev.frazil.transforms.contract.JsonValue.ArrayValue;
import dev.frazil.transforms.contract.JsonValue.BooleanValue;
import dev.frazil.transforms.contract.JsonValue.NullValue;
import dev.frazil.transforms.contract.JsonValue.NumberValue;
import dev.frazil.transforms.contract.JsonValue.ObjectValue;
import dev.frazil.transforms.contract.JsonValue.TextValue;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The types of JSON Schema. */
enum ValueType {
  STRING("string", "a string"),
  INTEGER("integer", "an integer"),
  NUMBER("number", "a number"),
  BOOLEAN("boolean", "a boolean"),
  OBJECT("object", "an object"),
  ARRAY("array", "an array"),
  NULL("null", "null");

  private static final String KEY = "type";

  private final String keyword;
  private final String words;

  ValueType(String keyword, String words) {
    this.keyword = keyword;
    this.words = words;
  }

  String keyword() {
    return keyword;
  }

  /** A value of the type, in words. */
  String words() {
    return words;
  }

  /** The types that a schema names; null when it names none, and any will do. */
  static @Nullable Set<ValueType> of(SchemaNode node) {
    if (!node.has(KEY)) {
      return null;
    }
    List<String> keywords =
        node.value(KEY) instanceof TextValue single ? List.of(single.text()) : node.texts(KEY);
    Set<ValueType> types = EnumSet.noneOf(ValueType.class);
    for (String keyword : keywords) {
      types.add(named(node, keyword));
    }
    if (types.isEmpty()) {
      throw node.bad(KEY, "expected at least one type");
    }
    return types;
  }

  /** The only type that a schema names, null aside; null when there is no such. */
  static @Nullable ValueType single(SchemaNode node) {
    Set<ValueType> types = of(node);
    if (types == null) {
      return null;
    }
    Set<ValueType> values = EnumSet.copyOf(types);
    values.remove(NULL);
    if (values.contains(NUMBER)) {
      values.remove(INTEGER);
    }
    return values.size() == 1 ? values.iterator().next() : null;
  }

  private static ValueType named(SchemaNode node, String keyword) {
    for (ValueType type : values()) {
      if (type.keyword.equals(keyword)) {
        return type;
      }
    }
    throw node.bad(KEY, "expected a type of JSON Schema, found \"" + keyword + '"');
  }

  /** The type of a value. */
  static ValueType ofValue(JsonValue value) {
    if (value instanceof NumberValue number) {
      return number.number().stripTrailingZeros().scale() <= 0 ? INTEGER : NUMBER;
    }
    if (value instanceof TextValue) {
      return STRING;
    }
    if (value instanceof BooleanValue) {
      return BOOLEAN;
    }
    if (value instanceof ObjectValue) {
      return OBJECT;
    }
    return value instanceof NullValue ? NULL : ARRAY;
  }

  /** The format of a schema, empty when it has none; one that would not be checked is refused. */
  static String format(SchemaNode node) {
    String format = node.text("format");
    if (format == null) {
      return "";
    }
    Set<ValueType> types = of(node);
    List<String> known = new ArrayList<>();
    // Formats of numbers say how they are stored: they ask for a type that says so too.
    for (ValueType type : types == null ? EnumSet.of(STRING) : types) {
      known.addAll(type.formats());
    }
    if (!known.contains(format)) {
      String of = types == null ? "" : " for type " + describe(node);
      throw node.bad("format", "format '" + format + "' is not supported" + of);
    }
    return format;
  }

  private List<String> formats() {
    return switch (this) {
      case STRING -> List.of("date-time", "date", "time", "uri", "uuid", "email", "ipv4", "ipv6");
      case INTEGER -> List.of("int32", "int64");
      case NUMBER -> List.of("double");
      case BOOLEAN, OBJECT, ARRAY, NULL -> List.of();
    };
  }

  /** What a schema names as its types, in words. */
  static String describe(SchemaNode node) {
    JsonValue type = node.value(KEY);
    if (type instanceof TextValue text) {
      return text.text();
    }
    return type instanceof ArrayValue array ? array.elements().toString() : "none";
  }
}
