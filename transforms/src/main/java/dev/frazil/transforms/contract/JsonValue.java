package dev.frazil.transforms.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON document in memory: a contract while it is compiled, never an event. */
sealed interface JsonValue {
  record ObjectValue(Map<String, JsonValue> members) implements JsonValue {
    public ObjectValue {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    @Override
    public String toString() {
      return "an object";
    }
  }

  record ArrayValue(List<JsonValue> elements) implements JsonValue {
    public ArrayValue {
      elements = List.copyOf(elements);
    }

    @Override
    public String toString() {
      return "an array";
    }
  }

  record TextValue(String text) implements JsonValue {
    @Override
    public String toString() {
      return '"' + text + '"';
    }
  }

  record NumberValue(BigDecimal number) implements JsonValue {
    @Override
    public String toString() {
      return number.toString();
    }
  }

  record BooleanValue(boolean value) implements JsonValue {
    @Override
    public String toString() {
      return Boolean.toString(value);
    }
  }

  record NullValue() implements JsonValue {
    @Override
    public String toString() {
      return "null";
    }
  }

  /** The value as JSON. */
  default String json() {
    StringBuilder out = new StringBuilder();
    if (this instanceof ObjectValue object) {
      String separator = "{";
      for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
        out.append(separator).append(quoted(member.getKey())).append(':');
        out.append(member.getValue().json());
        separator = ",";
      }
      return out.append(object.members().isEmpty() ? "{}" : "}").toString();
    }
    if (this instanceof ArrayValue array) {
      String separator = "[";
      for (JsonValue element : array.elements()) {
        out.append(separator).append(element.json());
        separator = ",";
      }
      return out.append(array.elements().isEmpty() ? "[]" : "]").toString();
    }
    return this instanceof TextValue text ? quoted(text.text()) : toString();
  }

  private static String quoted(String text) {
    return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  /**
   * Reads a document; throws {@link ContractException} when it is no JSON, has a key twice, or half
   * a surrogate pair in a text.
   */
  static JsonValue parse(String json) {
    JsonFactory factory =
        new JsonFactoryBuilder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    try (JsonParser parser = factory.createParser(json)) {
      if (parser.nextToken() == null) {
        throw new ContractException("$", "it is empty");
      }
      JsonValue value = read(parser);
      if (parser.nextToken() != null) {
        throw new ContractException("$", "it goes on after its end");
      }
      WholeCharacters.require(value, "$");
      return value;
    } catch (JsonProcessingException e) {
      throw new ContractException("$", "it is not JSON: " + what(e) + at(e));
    } catch (NumberFormatException | ArithmeticException e) {
      throw new ContractException("$", "it has a number that cannot be computed with");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The message without the place where an object began: that names the source, which has no name.
   */
  private static String what(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    int noise = message.indexOf(" (start marker");
    return noise < 0 ? message : message.substring(0, noise);
  }

  private static String at(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    return " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }

  private static JsonValue read(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> readObject(parser);
      case START_ARRAY -> readArray(parser);
      case VALUE_STRING -> new TextValue(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new NumberValue(parser.getDecimalValue());
      case VALUE_TRUE -> new BooleanValue(true);
      case VALUE_FALSE -> new BooleanValue(false);
      case VALUE_NULL -> new NullValue();
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("Invalid token: " + parser.currentToken());
    };
  }

  private static JsonValue readObject(JsonParser parser) throws IOException {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      members.put(key, read(parser));
    }
    return new ObjectValue(members);
  }

  private static JsonValue readArray(JsonParser parser) throws IOException {
    List<JsonValue> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(read(parser));
    }
    return new ArrayValue(elements);
  }
}
