package dev.frazil.connect.row;

import static dev.frazil.transforms.reject.RejectReason.INVALID_TIMESTAMP;

import dev.frazil.transforms.LogicalTime;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/** Dates into date columns: days of a logical type, or ISO text. A bare number is no date. */
@SuppressWarnings("JavaUtilDate") // Connect's own dates are of this class
final class DateConversion implements Conversion {
  private final @Nullable LogicalTime source;
  private final IsoText iso = new IsoText();

  DateConversion(@Nullable LogicalTime source) {
    this.source = source;
  }

  @Override
  public Object convert(Object value) {
    if (source != null && value instanceof Integer days) {
      return days;
    } else if (source != null && value instanceof java.util.Date date) {
      return ofMillis(date.getTime(), value);
    } else if (value instanceof String text) {
      @Nullable String problem = iso.readDate(text);
      return problem == null ? (Object) (int) iso.epochDay() : refuse(value, problem);
    } else {
      return Refused.wrongType(value, Types.DateType.get());
    }
  }

  private static Object ofMillis(long millis, Object value) {
    long day = LogicalTime.DAY / LogicalTime.MILLI;
    if (Math.floorMod(millis, day) != 0) {
      return refuse(value, "it has a time of day");
    }
    long days = Math.floorDiv(millis, day);
    return days == (int) days
        ? (Object) (int) days
        : Refused.outOfRange(value, Types.DateType.get());
  }

  private static Refusal refuse(Object value, String why) {
    return Refused.because(INVALID_TIMESTAMP, value, Types.DateType.get(), why);
  }
}
