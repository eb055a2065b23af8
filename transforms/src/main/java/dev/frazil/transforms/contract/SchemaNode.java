package dev.frazil.transforms.contract;

import dev.frazil.transforms.contract.JsonValue.ArrayValue;
import dev.frazil.transforms.contract.JsonValue.BooleanValue;
import dev.frazil.transforms.contract.JsonValue.NumberValue;
import dev.frazil.transforms.contract.JsonValue.ObjectValue;
import dev.frazil.transforms.contract.JsonValue.TextValue;
import dev.frazil.transforms.reject.Rejection;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A schema in a contract document, or another object of it, with its place. What it is asked for
 * and does not have is null; what is there and of another kind is a {@link ContractException}. The
 * schema {@code true} is one without keywords, {@code false} one that negates that.
 *
 * @param path for messages
 * @param pointer the JSON Pointer from the root of the document
 * @param resource the URI that references in it start from; empty when it has none
 */
record SchemaNode(Map<String, JsonValue> members, String path, String pointer, String resource) {
  private static final int MAX_SCALE = 400;
  private static final int MAX_PRECISION = 100;
  private static final ObjectValue ANYTHING = new ObjectValue(Map.of());
  private static final ObjectValue NOTHING = new ObjectValue(Map.of("not", ANYTHING));

  static SchemaNode root(JsonValue json) {
    return of(json, "$", "", "");
  }

  private static SchemaNode of(JsonValue value, String path, String pointer, String resource) {
    if (value instanceof BooleanValue any) {
      return of(any.value() ? ANYTHING : NOTHING, path, pointer, resource);
    }
    if (value instanceof ObjectValue object) {
      return new SchemaNode(object.members(), path, pointer, resource);
    }
    throw new ContractException(path, "expected an object, found " + value);
  }

  /** A place without assertions, for what only has to be stored. */
  SchemaNode bare() {
    Map<String, JsonValue> kept = new LinkedHashMap<>(members);
    kept.keySet().removeIf(key -> !Keywords.isAnnotation(key));
    return new SchemaNode(kept, path, pointer, resource);
  }

  /** The same schema without two keywords. */
  SchemaNode without(String key, String other) {
    Map<String, JsonValue> kept = new LinkedHashMap<>(members);
    kept.remove(key);
    kept.remove(other);
    return new SchemaNode(kept, path, pointer, resource);
  }

  /** The same schema, from whose URI references in it start. */
  SchemaNode asResource(String uri) {
    return new SchemaNode(members, path, pointer, uri);
  }

  /** This schema in the place of one that only refers to it, whose annotations come first. */
  SchemaNode referredBy(SchemaNode referring) {
    Map<String, JsonValue> both = new LinkedHashMap<>(members);
    referring.members.forEach(
        (key, value) -> {
          if (!key.equals("$ref") && !key.equals("$defs")) {
            both.put(key, value);
          }
        });
    return new SchemaNode(both, path, pointer, resource);
  }

  /** Whether it says what is valid with this keyword and no other. */
  boolean assertsOnly(String keyword) {
    return members.containsKey(keyword)
        && members.keySet().stream()
            .allMatch(key -> key.equals(keyword) || Keywords.isAnnotation(key));
  }

  /** Whether it is the schema {@code false}. */
  boolean allowsNothing() {
    return members.equals(NOTHING.members());
  }

  boolean hasAny(Set<String> keys) {
    return !Collections.disjoint(members.keySet(), keys);
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

  /** Refuses every key that is no keyword, or one that is not supported. */
  void refuseUnknown() {
    for (String key : members.keySet()) {
      if (!Keywords.isKnown(key)) {
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

  /** The object or schema that the key has. */
  @Nullable SchemaNode child(String key) {
    JsonValue value = members.get(key);
    return value == null ? null : of(value, pathOf(key), pointerOf(key), resource);
  }

  /** The members of an object whose keys are names; empty when the key is absent. */
  Map<String, SchemaNode> children(String key) {
    JsonValue value = members.get(key);
    if (value instanceof BooleanValue) {
      throw bad(key, "expected an object, found " + value);
    }
    SchemaNode node = child(key);
    Map<String, SchemaNode> children = new LinkedHashMap<>();
    if (node != null) {
      for (Map.Entry<String, JsonValue> each : node.members.entrySet()) {
        String name = each.getKey();
        children.put(name, of(each.getValue(), node.pathOf(name), node.pointerOf(name), resource));
      }
    }
    return children;
  }

  /** The schemas of an array; empty when the key is absent. */
  List<SchemaNode> childList(String key) {
    List<JsonValue> values = list(key);
    List<SchemaNode> children = new ArrayList<>();
    for (int i = 0; values != null && i < values.size(); i++) {
      children.add(
          of(values.get(i), pathOf(key) + '[' + i + ']', pointerOf(key) + '/' + i, resource));
    }
    if (values != null && values.isEmpty()) {
      throw bad(key, "expected at least one schema");
    }
    return children;
  }

  private String pointerOf(String key) {
    return pointer + '/' + key.replace("~", "~0").replace("/", "~1");
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
