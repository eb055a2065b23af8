package dev.frazil.transforms.contract;

import dev.frazil.transforms.contract.JsonValue.ArrayValue;
import dev.frazil.transforms.contract.JsonValue.BooleanValue;
import dev.frazil.transforms.contract.JsonValue.NullValue;
import dev.frazil.transforms.contract.JsonValue.NumberValue;
import dev.frazil.transforms.contract.JsonValue.ObjectValue;
import dev.frazil.transforms.contract.JsonValue.TextValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The values that {@code const} or {@code enum} leaves to a property.
 *
 * @param assertion which of the two
 * @param values without null
 * @param allowsNull whether null is one of them
 * @param expected the values, in words
 */
record AllowedValues(
    Assertion assertion, List<JsonValue> values, boolean allowsNull, String expected) {
  private static final int SHOWN = 6;

  /** What the property has of both; empty when any value is allowed. */
  static List<AllowedValues> of(SchemaNode node, ValueType type) {
    List<AllowedValues> allowed = new ArrayList<>();
    JsonValue constant = node.value(Assertion.CONST.keyword());
    if (constant != null) {
      allowed.add(of(node, type, Assertion.CONST, List.of(constant)));
    }
    List<JsonValue> values = node.list(Assertion.ENUM.keyword());
    if (values != null) {
      allowed.add(of(node, type, Assertion.ENUM, values));
    }
    return allowed;
  }

  /** Whether all that both name is of the type. */
  static boolean areOf(SchemaNode node, ValueType type) {
    List<JsonValue> values = node.list(Assertion.ENUM.keyword());
    JsonValue constant = node.value(Assertion.CONST.keyword());
    return (constant == null || fits(constant, type))
        && (values == null
            || (!values.isEmpty() && values.stream().allMatch(value -> fits(value, type))));
  }

  /** What a schema has of both, for values of any type; empty when any value is allowed. */
  static List<AllowedValues> of(SchemaNode node) {
    List<AllowedValues> allowed = new ArrayList<>();
    JsonValue constant = node.value(Assertion.CONST.keyword());
    if (constant != null) {
      allowed.add(ofAny(Assertion.CONST, List.of(constant)));
    }
    List<JsonValue> values = node.list(Assertion.ENUM.keyword());
    if (values != null) {
      allowed.add(ofAny(Assertion.ENUM, values));
    }
    return allowed;
  }

  private static AllowedValues ofAny(Assertion assertion, List<JsonValue> values) {
    boolean allowsNull = values.contains(new NullValue());
    return new AllowedValues(assertion, values, allowsNull, describe(values));
  }

  private static AllowedValues of(
      SchemaNode node, ValueType type, Assertion assertion, List<JsonValue> values) {
    Set<JsonValue> kept = new LinkedHashSet<>(values);
    boolean allowsNull = kept.remove(new NullValue());
    if (kept.isEmpty()) {
      throw node.bad(assertion.keyword(), "expected at least one value that is not null");
    }
    for (JsonValue value : kept) {
      if (!fits(value, type)) {
        throw node.bad(assertion.keyword(), value + " is no " + type.keyword());
      }
    }
    return new AllowedValues(assertion, List.copyOf(kept), allowsNull, describe(List.copyOf(kept)));
  }

  /** The values as JSON. */
  List<byte[]> jsonTexts() {
    return values.stream().map(value -> value.json().getBytes(StandardCharsets.UTF_8)).toList();
  }

  List<byte[]> texts() {
    List<byte[]> texts = new ArrayList<>();
    for (JsonValue value : values) {
      texts.add(((TextValue) value).text().getBytes(StandardCharsets.UTF_8));
    }
    return texts;
  }

  List<BigDecimal> numbers(SchemaNode node) {
    List<BigDecimal> numbers = new ArrayList<>();
    for (JsonValue value : values) {
      numbers.add(node.reasonable(((NumberValue) value).number(), assertion.keyword()));
    }
    return numbers;
  }

  boolean contains(boolean flag) {
    return values.contains(new BooleanValue(flag));
  }

  private static boolean fits(JsonValue value, ValueType type) {
    return switch (type) {
      case STRING -> value instanceof TextValue;
      case INTEGER, NUMBER -> value instanceof NumberValue;
      case BOOLEAN -> value instanceof BooleanValue;
      case OBJECT -> value instanceof ObjectValue;
      case ARRAY -> value instanceof ArrayValue;
      case NULL -> value instanceof NullValue;
    };
  }

  private static String describe(List<JsonValue> values) {
    if (values.isEmpty()) {
      return "no value here";
    }
    if (values.size() == 1) {
      return values.get(0).toString();
    }
    StringBuilder text = new StringBuilder("one of ");
    for (int i = 0; i < Math.min(values.size(), SHOWN); i++) {
      text.append(i == 0 ? "" : ", ").append(values.get(i));
    }
    int more = values.size() - SHOWN;
    return more > 0
        ? text.append(" and ").append(more).append(" more").toString()
        : text.toString();
  }
}
