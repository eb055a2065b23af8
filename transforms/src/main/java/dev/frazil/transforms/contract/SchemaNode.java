package dev.frazil.transforms.contract;

import dev.frazil.transforms.contract.JsonValue.ArrayValue;
import dev.frazil.transforms.contract.JsonValue.BooleanValue;
import dev.frazil.transforms.contract.JsonValue.NumberValue;
import dev.frazil.transforms.contract.JsonValue.ObjectValue;
import dev.frazil.transforms.contract.JsonValue.TextValue;
import dev.frazil.transforms.reject.Rejection;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object in a contract document, with its place. What it is asked for and does not have is null;
 * what is there and of another kind is a {@link ContractException}.
 */
record SchemaNode(Map<String, JsonValue> members, String path) {
  private static final int MAX_SCALE = 400;
  private static final int MAX_PRECISION = 100;

  static SchemaNode parse(String json) {
    return of(JsonValue.parse(json), "$");
  }

  private static SchemaNode of(JsonValue value, String path) {
    if (value instanceof ObjectValue object) {
      return new SchemaNode(object.members(), path);
    }
    throw new ContractException(path, "expected an object, found " + value);
  }

  String pathOf(String key) {
    return Rejection.child(path, key);
  }

  ContractException bad(String key, String reason) {
    return new ContractException(pathOf(key), reason);
  }

  boolean has(String key) {
    return members.containsKey(key);
  }

  @Nullable JsonValue value(String key) {
    return members.get(key);
  }

  /** Refuses every key that is neither known nor an extension of ours. */
  void refuseUnknown(Set<String> known) {
    for (String key : members.keySet()) {
      if (!known.contains(key) && !key.startsWith("x-frazil-")) {
        throw bad(key, "keyword '" + key + "' is not supported");
      }
    }
  }

  @Nullable String text(String key) {
    JsonValue value = members.get(key);
    if (value == null) {
      return null;
    }
    if (value instanceof TextValue text) {
      return text.text();
    }
    throw bad(key, "expected a string, found " + value);
  }

  @Nullable Boolean flag(String key) {
    JsonValue value = members.get(key);
    if (value == null) {
      return null;
    }
    if (value instanceof BooleanValue flag) {
      return flag.value();
    }
    throw bad(key, "expected true or false, found " + value);
  }

  @Nullable BigDecimal number(String key) {
    JsonValue value = members.get(key);
    if (value == null) {
      return null;
    }
    if (value instanceof NumberValue number) {
      return reasonable(number.number(), key);
    }
    throw bad(key, "expected a number, found " + value);
  }

  /** A number of a size that can be computed with. */
  BigDecimal reasonable(BigDecimal number, String key) {
    if (number.precision() > MAX_PRECISION || Math.abs(number.scale()) > MAX_SCALE) {
      throw bad(key, "expected at most " + MAX_PRECISION + " digits, found " + number);
    }
    return number;
  }

  /** A whole number that is not negative. */
  @Nullable Integer count(String key) {
    BigDecimal number = number(key);
    if (number == null) {
      return null;
    }
    boolean isCount =
        number.signum() >= 0
            && number.stripTrailingZeros().scale() <= 0
            && number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
    if (!isCount) {
      throw bad(key, "expected a whole number that is not negative, found " + number);
    }
    return number.intValueExact();
  }

  @Nullable SchemaNode child(String key) {
    JsonValue value = members.get(key);
    return value == null ? null : of(value, pathOf(key));
  }

  /** The members of an object whose keys are names; empty when the key is absent. */
  Map<String, SchemaNode> children(String key) {
    SchemaNode node = child(key);
    Map<String, SchemaNode> children = new LinkedHashMap<>();
    if (node != null) {
      node.members.forEach((name, value) -> children.put(name, of(value, node.pathOf(name))));
    }
    return children;
  }

  @Nullable List<JsonValue> list(String key) {
    JsonValue value = members.get(key);
    if (value == null) {
      return null;
    }
    if (value instanceof ArrayValue array) {
      return array.elements();
    }
    throw bad(key, "expected an array, found " + value);
  }

  /** The different strings of an array; empty when the key is absent. */
  List<String> texts(String key) {
    List<JsonValue> values = list(key);
    List<String> texts = new ArrayList<>();
    for (JsonValue value : values == null ? List.<JsonValue>of() : values) {
      if (!(value instanceof TextValue text) || texts.contains(text.text())) {
        throw bad(key, "expected different strings, found " + value);
      }
      texts.add(text.text());
    }
    return texts;
  }
}
