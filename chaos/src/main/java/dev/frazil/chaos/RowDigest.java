package dev.frazil.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/**
 * Checksums that let a row be compared with the event that it was made of: both are brought into
 * one text, with names sorted, numbers in decimal and times in microseconds.
 */
final class RowDigest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Checked against the topic and not stored. */
  private static final String NOT_STORED = "event_type";

  private RowDigest() {}

  /** Of the row that a good event has to become. */
  static long ofEvent(byte[] payload) {
    Map<String, String> cells = new TreeMap<>();
    try {
      for (Map.Entry<String, JsonNode> field : JSON.readTree(payload).properties()) {
        if (!field.getKey().equals(NOT_STORED) && !field.getValue().isNull()) {
          cells.put(field.getKey(), cell(field.getKey(), field.getValue()));
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("Invalid event: " + e.getMessage(), e);
    }
    return digest(cells);
  }

  /** Of a row; where it came from is not part of it. */
  static long ofRow(Record row) {
    Map<String, String> cells = new TreeMap<>();
    for (NestedField column : row.struct().fields()) {
      Object value = row.getField(column.name());
      if (value != null && !column.name().startsWith("_kafka_")) {
        cells.put(column.name(), cell(value));
      }
    }
    return digest(cells);
  }

  static long ofBytes(byte @Nullable [] bytes) {
    CRC32C crc = new CRC32C();
    if (bytes == null) {
      return -1;
    }
    crc.update(bytes);
    return crc.getValue();
  }

  private static String cell(String name, JsonNode value) {
    if (name.equals("event_ts")) {
      return micros(OffsetDateTime.parse(value.asText()).toInstant());
    }
    if (name.equals("rating")) {
      return Double.toString(value.doubleValue());
    }
    return value.isNumber() ? value.decimalValue().toBigIntegerExact().toString() : value.asText();
  }

  private static String cell(Object value) {
    return value instanceof OffsetDateTime time ? micros(time.toInstant()) : value.toString();
  }

  private static String micros(Instant time) {
    return String.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, time));
  }

  /** Two checks of 32 bits: of the text, and of the text with a prefix. */
  private static long digest(Map<String, String> cells) {
    byte[] text = cells.toString().getBytes(StandardCharsets.UTF_8);
    CRC32C second = new CRC32C();
    second.update(text.length);
    second.update(text, text.length / 2, text.length - text.length / 2);
    return ofBytes(text) << 32 | second.getValue();
  }
}
