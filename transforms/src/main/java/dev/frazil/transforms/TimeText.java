package dev.frazil.transforms;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Date;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Times as ISO 8601 text with nothing lost; those without a zone as if in UTC. */
final class TimeText {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private TimeText() {}

  /** The text of a time; null for a value that is none. */
  static @Nullable String of(@Nullable Schema schema, Object value) {
    LogicalTime time = LogicalTime.of(schema);
    if (value instanceof Date date) {
      return ofDate(time, date.toInstant());
    }
    boolean counted = value instanceof Long || value instanceof Integer;
    return time != null && counted && !time.isConnectsOwn()
        ? ofCount(time, ((Number) value).longValue())
        : null;
  }

  private static String ofDate(@Nullable LogicalTime time, Instant instant) {
    if (time == LogicalTime.CONNECT_DATE) {
      return LocalDate.ofInstant(instant, ZoneOffset.UTC).toString();
    }
    return time == LogicalTime.CONNECT_TIME
        ? LocalTime.ofInstant(instant, ZoneOffset.UTC).toString()
        : instant.toString();
  }

  private static @Nullable String ofCount(LogicalTime time, long count) {
    return switch (time.kind()) {
      case DATE -> day(count);
      case TIME -> timeOfDay(count, time.nanosPerUnit());
      case INSTANT, LOCAL -> instant(count, time.nanosPerUnit()).toString();
      case ZONED_TEXT -> null;
    };
  }

  private static Instant instant(long count, long nanosPerUnit) {
    long perSecond = NANOS_PER_SECOND / nanosPerUnit;
    return Instant.ofEpochSecond(
        Math.floorDiv(count, perSecond), Math.floorMod(count, perSecond) * nanosPerUnit);
  }

  private static @Nullable String day(long epochDay) {
    return epochDay == (int) epochDay ? LocalDate.ofEpochDay(epochDay).toString() : null;
  }

  /** The time of day; null when the number is more than a day, and so stays a number. */
  private static @Nullable String timeOfDay(long count, long nanosPerUnit) {
    boolean inDay = count >= 0 && count < LogicalTime.DAY / nanosPerUnit;
    return inDay ? LocalTime.ofNanoOfDay(count * nanosPerUnit).toString() : null;
  }
}
