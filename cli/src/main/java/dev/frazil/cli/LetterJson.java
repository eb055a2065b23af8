package dev.frazil.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Base64;
import java.util.List;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** A dead letter as one line of JSON: the columns by their names, bytes in Base64. */
final class LetterJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSX").withZone(ZoneOffset.UTC);

  private LetterJson() {}

  /** The columns that a table does not have are null. */
  static String line(Record letter, List<String> columns) {
    ObjectNode node = node(letter);
    columns.stream().filter(column -> !node.has(column)).forEach(node::putNull);
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write JSON: " + e.getMessage(), e);
    }
  }

  private static ObjectNode node(Record record) {
    ObjectNode node = JSON.createObjectNode();
    for (NestedField field : record.struct().fields()) {
      node.set(field.name(), JSON.valueToTree(plain(record.getField(field.name()))));
    }
    return node;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof ByteBuffer buffer) {
      return Base64.getEncoder().encodeToString(bytes(buffer));
    } else if (value instanceof Record struct) {
      return node(struct);
    } else if (value instanceof List<?> list) {
      return list.stream().map(LetterJson::plain).toList();
    }
    return value instanceof TemporalAccessor time ? time(time) : value;
  }

  /** A time in UTC to microseconds, always in the same form. */
  static String time(TemporalAccessor time) {
    return TIME.format(time);
  }

  /** A text as a JSON string. */
  static String quoted(String text) {
    return JSON.getNodeFactory().textNode(text).toString();
  }

  static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
