package dev.frazil.transforms.line;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.frazil.transforms.reject.Rejection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An object in a document of line rules, with its place.
 *
 * @param members in their order: {@code String}, {@link java.math.BigDecimal}, {@code Boolean},
 *     {@code Map}, {@code List}, or {@link #NULL}
 * @param path of the object
 */
record RuleNode(Map<String, Object> members, String path) {
  /** What stands for null. */
  static final Object NULL =
      new Object() {
        @Override
        public String toString() {
          return "null";
        }
      };

  private static final JsonFactory JSON =
      new JsonFactoryBuilder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** Reads a document; throws {@link LineRulesException} when it is no JSON object. */
  static RuleNode parse(String json) {
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() == null) {
        throw new LineRulesException("$", "it is empty");
      }
      RuleNode node = of(read(parser), "$");
      if (parser.nextToken() != null) {
        throw new LineRulesException("$", "it goes on after its end");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new LineRulesException("$", "it is not JSON: " + what(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The value as an object. */
  @SuppressWarnings("unchecked")
  static RuleNode of(Object value, String path) {
    if (value instanceof Map<?, ?> map) {
      return new RuleNode((Map<String, Object>) map, path);
    }
    throw new LineRulesException(path, "expected an object, found " + shown(value));
  }

  /** How a value is shown in a message. */
  static String shown(@Nullable Object value) {
    if (value == null) {
      return "none";
    } else if (value instanceof Map<?, ?>) {
      return "an object";
    } else if (value instanceof List<?>) {
      return "an array";
    }
    return value instanceof String text ? '"' + text + '"' : value.toString();
  }

  LineRulesException bad(String key, String reason) {
    return new LineRulesException(pathOf(key), reason);
  }

  String pathOf(String key) {
    return Rejection.child(path, key);
  }

  void refuseUnknown(Set<String> known) {
    for (String key : members.keySet()) {
      if (!known.contains(key)) {
        throw bad(key, "unknown key (expected one of " + new TreeSet<>(known) + ")");
      }
    }
  }

  @Nullable Object value(String key) {
    return members.get(key);
  }

  /** A text that has to be there and not to be empty. */
  String requiredText(String key) {
    String text = text(key);
    if (text == null || text.isEmpty()) {
      throw bad(key, "expected a text, found " + shown(text));
    }
    return text;
  }

  @Nullable String text(String key) {
    Object value = members.get(key);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw bad(key, "expected a text, found " + shown(value));
  }

  /** A flag; false when it is absent. */
  boolean flag(String key) {
    Object value = members.getOrDefault(key, false);
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw bad(key, "expected true or false, found " + shown(value));
  }

  /** An object that has to be there. */
  RuleNode object(String key) {
    Object value = members.get(key);
    if (value == null) {
      throw bad(key, "expected an object, found none");
    }
    return of(value, pathOf(key));
  }

  /** The objects of an array that has to have at least one. */
  List<RuleNode> objects(String key) {
    Object value = members.get(key);
    if (!(value instanceof List<?> list) || list.isEmpty()) {
      throw bad(key, "expected an array of objects, found " + shown(value));
    }
    List<RuleNode> objects = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      objects.add(of(list.get(i), pathOf(key) + '[' + i + ']'));
    }
    return objects;
  }

  /**
   * The message without the place where an object began: that names the source, which has no name.
   */
  private static String what(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    int noise = message.indexOf(" (start marker");
    JsonLocation at = e.getLocation();
    return (noise < 0 ? message : message.substring(0, noise))
        + " (line "
        + at.getLineNr()
        + ", column "
        + at.getColumnNr()
        + ")";
  }

  private static Object read(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> readObject(parser);
      case START_ARRAY -> readArray(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> NULL;
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("Invalid token: " + parser.currentToken());
    };
  }

  private static Map<String, Object> readObject(JsonParser parser) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      members.put(key, read(parser));
    }
    return members;
  }

  private static List<Object> readArray(JsonParser parser) throws IOException {
    List<Object> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(read(parser));
    }
    return elements;
  }
}
