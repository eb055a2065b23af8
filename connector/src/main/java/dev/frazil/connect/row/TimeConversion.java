package dev.frazil.connect.row;

import static dev.frazil.transforms.reject.RejectReason.INVALID_TIMESTAMP;

import dev.frazil.transforms.LogicalTime;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/** Times of day into time columns (microseconds): counts of a logical type, or ISO text. */
@SuppressWarnings("JavaUtilDate") // Connect's own dates are of this class
final class TimeConversion implements Conversion {
  private static final long MICROS_PER_SECOND = 1_000_000;

  private final @Nullable LogicalTime source;
  private final IsoText iso = new IsoText();

  TimeConversion(@Nullable LogicalTime source) {
    this.source = source;
  }

  @Override
  public Object convert(Object value) {
    if (source != null && value instanceof java.util.Date date) {
      return ofCount(date.getTime(), source.nanosPerUnit(), value);
    } else if (source != null && (value instanceof Long || value instanceof Integer)) {
      return ofCount(((Number) value).longValue(), source.nanosPerUnit(), value);
    } else if (value instanceof String text) {
      return ofText(text);
    } else {
      return Refused.wrongType(value, Types.TimeType.get());
    }
  }

  private static Object ofCount(long count, long nanosPerUnit, Object value) {
    if (count < 0 || count >= LogicalTime.DAY / nanosPerUnit) {
      return Refused.outOfRange(value, Types.TimeType.get());
    }
    long nanos = count * nanosPerUnit;
    return nanos % LogicalTime.MICRO == 0 ? (Object) (nanos / LogicalTime.MICRO) : tooFine(value);
  }

  private Object ofText(String text) {
    @Nullable String problem = iso.readTime(text);
    if (problem != null) {
      return Refused.because(INVALID_TIMESTAMP, text, Types.TimeType.get(), problem);
    } else if (iso.nano() % LogicalTime.MICRO != 0) {
      return tooFine(text);
    }
    return iso.secondOfDay() * MICROS_PER_SECOND + iso.nano() / LogicalTime.MICRO;
  }

  private static Refusal tooFine(Object value) {
    return Refused.because(
        INVALID_TIMESTAMP, value, Types.TimeType.get(), "finer than a microsecond");
  }
}
