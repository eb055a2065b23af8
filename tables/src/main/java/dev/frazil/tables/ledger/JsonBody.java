package dev.frazil.tables.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One JSON text of ours, read strictly. It is written in ASCII, so that no store can spoil it, and
 * numbers that we do not know keep their digits.
 */
final class JsonBody {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final String what;

  /**
   * @param what the thing that is read, for messages
   */
  JsonBody(String what) {
    this.what = what;
  }

  /** Writes one JSON value. */
  interface Content {
    void writeTo(JsonGenerator json) throws IOException;
  }

  static String write(Content content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = MAPPER.createGenerator(text)) {
      content.writeTo(json);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write to memory", e);
    }
    return text.toString();
  }

  static void write(JsonGenerator json, UnknownFields fields) throws IOException {
    for (Map.Entry<String, String> field : fields.jsonByName().entrySet()) {
      json.writeFieldName(field.getKey());
      json.writeRawValue(field.getValue());
    }
  }

  /** Writes the name and, if it is known, the id of a topic into the object that is open. */
  static void write(JsonGenerator json, TopicKey topic) throws IOException {
    json.writeStringField("name", topic.topic());
    if (!topic.topicId().isEmpty()) {
      json.writeStringField("id", topic.topicId());
    }
  }

  JsonNode object(String body) {
    JsonNode root;
    try {
      root = MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw corrupt("its body is not JSON at character " + position(e));
    }
    return requireObject(root, "its body");
  }

  private static long position(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    return location == null ? 0 : location.getCharOffset();
  }

  JsonNode requireObject(JsonNode node, String name) {
    if (!node.isObject()) {
      throw corrupt(name + " is " + shown(node) + " (expected an object)");
    }
    return node;
  }

  JsonNode array(JsonNode parent, String field) {
    JsonNode node = parent.path(field);
    if (!node.isArray()) {
      throw corrupt(field + " is " + shown(node) + " (expected an array)");
    }
    return node;
  }

  String text(JsonNode parent, String field) {
    JsonNode node = parent.path(field);
    if (!node.isTextual()) {
      throw corrupt(field + " is " + shown(node) + " (expected a text)");
    }
    return node.textValue();
  }

  TopicKey topicKey(JsonNode topic) {
    String name = text(topic, "name");
    if (name.isEmpty()) {
      throw corrupt("the name of a topic is empty");
    }
    return new TopicKey(topic.has("id") ? text(topic, "id") : "", name);
  }

  /** The elements of {@code node}, which must be that many integers of 64 bits. */
  long[] numbers(JsonNode node, int count, String name) {
    if (!node.isArray() || node.size() != count) {
      throw corrupt(name + " is " + shown(node) + " (expected " + count + " numbers)");
    }
    long[] numbers = new long[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = number(node.get(i), name);
    }
    return numbers;
  }

  long number(JsonNode node, String name) {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw corrupt(name + " has " + shown(node) + " (expected an integer of 64 bits)");
    }
    return node.longValue();
  }

  int partition(long number) {
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw corrupt("a partition is " + number + " (expected 0 to " + Integer.MAX_VALUE + ")");
    }
    return (int) number;
  }

  UnknownFields unknown(JsonNode object, Set<String> known) {
    SortedMap<String, String> fields = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!known.contains(field.getKey())) {
        fields.put(field.getKey(), write(json -> MAPPER.writeTree(json, field.getValue())));
      }
    }
    return UnknownFields.of(fields);
  }

  CorruptLedgerException corrupt(String reason) {
    return new CorruptLedgerException(what, reason);
  }

  private static String shown(JsonNode node) {
    if (node.isMissingNode()) {
      return "missing";
    }
    String text = node.toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }
}
