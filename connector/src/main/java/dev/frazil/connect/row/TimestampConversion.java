package dev.frazil.connect.row;

import static dev.frazil.transforms.reject.RejectReason.INVALID_TIMESTAMP;

import dev.frazil.transforms.LogicalTime;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/**
 * Points in time into timestamp columns of either unit, with or without zone: counts of a logical
 * type since 1970 in UTC, or ISO text. Text needs an offset exactly where the column has a zone. A
 * bare number is no timestamp: nobody says whether it counts seconds or milliseconds.
 */
@SuppressWarnings("JavaUtilDate") // Connect's own dates are of this class
final class TimestampConversion implements Conversion {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final Type type;
  private final long nanosPerUnit;
  private final boolean zoned;
  private final @Nullable LogicalTime source;
  private final IsoText iso = new IsoText();

  private TimestampConversion(
      Type type, long nanosPerUnit, boolean zoned, @Nullable LogicalTime source) {
    this.type = type;
    this.nanosPerUnit = nanosPerUnit;
    this.zoned = zoned;
    this.source = source;
  }

  static TimestampConversion toMicros(Types.TimestampType type, @Nullable LogicalTime source) {
    return new TimestampConversion(type, LogicalTime.MICRO, type.shouldAdjustToUTC(), source);
  }

  static TimestampConversion toNanos(Types.TimestampNanoType type, @Nullable LogicalTime source) {
    return new TimestampConversion(type, LogicalTime.NANO, type.shouldAdjustToUTC(), source);
  }

  @Override
  public Object convert(Object value) {
    if (value instanceof java.util.Date date) {
      return ofCount(date.getTime(), LogicalTime.MILLI, value);
    } else if (source != null && value instanceof Long count) {
      return source.nanosPerUnit() == nanosPerUnit
          ? count
          : ofCount(count, source.nanosPerUnit(), value);
    } else if (value instanceof String text) {
      return ofText(text);
    } else {
      return Refused.wrongType(value, type);
    }
  }

  private Object ofCount(long count, long nanosPerCount, Object value) {
    if (nanosPerCount >= nanosPerUnit) {
      return times(count, nanosPerCount / nanosPerUnit, 0, value);
    }
    long countsPerUnit = nanosPerUnit / nanosPerCount;
    return count % countsPerUnit == 0 ? (Object) (count / countsPerUnit) : tooFine(value);
  }

  private Object ofText(String text) {
    @Nullable String problem = iso.readTimestamp(text);
    if (problem != null) {
      return refuse(text, problem);
    } else if (zoned && !iso.hasOffset()) {
      return refuse(text, "it has no offset");
    } else if (!zoned && iso.hasOffset()) {
      return refuse(text, "it has an offset and the column no zone");
    } else if (iso.nano() % nanosPerUnit != 0) {
      return tooFine(text);
    }
    return times(
        iso.epochSecond(), NANOS_PER_SECOND / nanosPerUnit, iso.nano() / nanosPerUnit, text);
  }

  /** The count times so many units plus some more, unless that is more than 64 bits. */
  private Object times(long count, long units, long more, Object value) {
    long high = Math.multiplyHigh(count, units);
    long low = count * units;
    boolean overflows = high != low >> 63 || low > Long.MAX_VALUE - more;
    return overflows ? Refused.outOfRange(value, type) : (Object) (low + more);
  }

  private Refusal tooFine(Object value) {
    String unit = nanosPerUnit == LogicalTime.MICRO ? "microsecond" : "nanosecond";
    return refuse(value, "finer than a " + unit);
  }

  private Refusal refuse(Object value, String why) {
    return Refused.because(INVALID_TIMESTAMP, value, type, why);
  }
}
