package dev.frazil.transforms;

import dev.frazil.transforms.contract.MicroTimestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * The times of Connect and of Debezium, by the name of their schema, as ISO 8601 text with nothing
 * lost.
 */
final class LogicalTime {
  private static final long NANOS_PER_DAY = 86_400_000_000_000L;

  private LogicalTime() {}

  /** The text of a time; null for a value that is none. */
  static @Nullable String text(@Nullable String schemaName, Object value) {
    if (value instanceof Date date) {
      return ofDate(schemaName, date.toInstant());
    }
    return schemaName != null && (value instanceof Long || value instanceof Integer)
        ? ofNumber(schemaName, ((Number) value).longValue())
        : null;
  }

  private static String ofDate(@Nullable String schemaName, Instant instant) {
    if (org.apache.kafka.connect.data.Date.LOGICAL_NAME.equals(schemaName)) {
      return LocalDate.ofInstant(instant, ZoneOffset.UTC).toString();
    }
    if (org.apache.kafka.connect.data.Time.LOGICAL_NAME.equals(schemaName)) {
      return LocalTime.ofInstant(instant, ZoneOffset.UTC).toString();
    }
    return instant.toString();
  }

  private static @Nullable String ofNumber(String schemaName, long value) {
    return switch (schemaName) {
      case "io.debezium.time.Timestamp" -> Instant.ofEpochMilli(value).toString();
      case "io.debezium.time.MicroTimestamp", MicroTimestamp.LOGICAL_NAME ->
          MicroTimestamp.toInstant(value).toString();
      case "io.debezium.time.NanoTimestamp" -> Instant.EPOCH.plusNanos(value).toString();
      case "io.debezium.time.Date" -> day(value);
      case "io.debezium.time.Time" -> timeOfDay(value, ChronoUnit.MILLIS);
      case "io.debezium.time.MicroTime" -> timeOfDay(value, ChronoUnit.MICROS);
      case "io.debezium.time.NanoTime" -> timeOfDay(value, ChronoUnit.NANOS);
      default -> null;
    };
  }

  private static @Nullable String day(long epochDay) {
    return epochDay == (int) epochDay ? LocalDate.ofEpochDay(epochDay).toString() : null;
  }

  /** The time of day; null when the number is more than a day, and so stays a number. */
  private static @Nullable String timeOfDay(long value, ChronoUnit unit) {
    long nanosPerUnit = unit.getDuration().toNanos();
    boolean inDay = value >= 0 && value < NANOS_PER_DAY / nanosPerUnit;
    return inDay ? LocalTime.ofNanoOfDay(value * nanosPerUnit).toString() : null;
  }
}
