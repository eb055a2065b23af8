package dev.frazil.transforms;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Writes one value of Connect as JSON. Times become ISO 8601 text, bytes base64; a field of a
 * Struct that is null is left out, as it cannot be told from an absent one.
 */
final class ConnectJsonWriter {
  /** Deeper than any event may be: what is further down is not looked at. */
  private static final int MAX_DEPTH = 100;

  private final JsonGenerator out;
  private @Nullable Rejection rejection;

  ConnectJsonWriter(JsonGenerator out) {
    this.out = out;
  }

  /** What could not be written; null when all was. */
  @Nullable Rejection rejection() {
    return rejection;
  }

  void write(@Nullable Schema schema, Object value) throws IOException {
    write(schema, value, 0);
  }

  private void write(@Nullable Schema schema, @Nullable Object value, int depth)
      throws IOException {
    if (value == null || depth > MAX_DEPTH) {
      out.writeNull();
    } else if (value instanceof Struct struct) {
      writeStruct(struct, depth);
    } else if (value instanceof Map<?, ?> map) {
      writeMap(schema, map, depth);
    } else if (value instanceof List<?> list) {
      writeList(schema, list, depth);
    } else {
      writeScalar(schema, value);
    }
  }

  private void writeStruct(Struct struct, int depth) throws IOException {
    out.writeStartObject();
    for (Field field : struct.schema().fields()) {
      Object member = struct.get(field);
      if (member != null) {
        out.writeFieldName(field.name());
        write(field.schema(), member, depth + 1);
      }
    }
    out.writeEndObject();
  }

  private void writeMap(@Nullable Schema schema, Map<?, ?> map, int depth) throws IOException {
    Schema memberSchema = schema == null ? null : schema.valueSchema();
    out.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.writeFieldName(String.valueOf(entry.getKey()));
      if (entry.getKey() instanceof String) {
        write(memberSchema, entry.getValue(), depth + 1);
      } else {
        refuse("expected a map with text keys", entry.getKey());
      }
    }
    out.writeEndObject();
  }

  private void writeList(@Nullable Schema schema, List<?> list, int depth) throws IOException {
    Schema elementSchema = schema == null ? null : schema.valueSchema();
    out.writeStartArray();
    for (Object element : list) {
      write(elementSchema, element, depth + 1);
    }
    out.writeEndArray();
  }

  private void writeScalar(@Nullable Schema schema, Object value) throws IOException {
    String time = TimeText.of(schema, value);
    if (time != null) {
      out.writeString(time);
    } else if (value instanceof String text) {
      out.writeString(text);
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value instanceof Number number) {
      writeNumber(number);
    } else if (value instanceof byte[] bytes) {
      out.writeBinary(bytes);
    } else if (value instanceof ByteBuffer buffer) {
      out.writeBinary(ConnectValue.remaining(buffer));
    } else {
      refuse("expected a value of Connect", value);
    }
  }

  private void writeNumber(Number number) throws IOException {
    if (number instanceof Long
        || number instanceof Integer
        || number instanceof Short
        || number instanceof Byte) {
      out.writeNumber(number.longValue());
    } else if (number instanceof Double) {
      out.writeNumber(number.doubleValue());
    } else if (number instanceof Float) {
      out.writeNumber(number.floatValue());
    } else if (number instanceof BigDecimal decimal) {
      out.writeNumber(decimal);
    } else if (number instanceof BigInteger integer) {
      out.writeNumber(integer);
    } else {
      refuse("expected a value of Connect", number);
    }
  }

  private void refuse(String expected, @Nullable Object found) throws IOException {
    String name = found == null ? "null" : found.getClass().getName();
    rejection = new Rejection(RejectReason.WRONG_TYPE, "$", expected + ", found " + name);
    out.writeNull();
  }
}
