package dev.frazil.transforms.contract;

/**
 * Reads a date and time with an offset in the form of RFC 3339, such as {@code
 * 2025-10-25T14:03:11.123456+02:00}. Years are 0000 to 9999 of the proleptic Gregorian calendar;
 * there are no leap seconds.
 */
final class IsoTimestamp {
  private static final long MALFORMED = Long.MIN_VALUE;
  private static final long NOT_IN_CALENDAR = Long.MIN_VALUE + 1;
  private static final long LEAP_SECOND = Long.MIN_VALUE + 2;
  private static final long FAR_AWAY = Long.MIN_VALUE + 3;
  private static final long TOO_FINE = Long.MIN_VALUE + 4;

  private static final int SHORTEST = "2025-10-25T14:03:11Z".length();
  private static final int AFTER_SECONDS = "2025-10-25T14:03:11".length();

  /** The first second of a day that 64 bits of nanoseconds do not hold whole. */
  private static final long FARTHEST_SECOND = 106_751L * 86_400;

  private static final int OFFSET_LENGTH = "+00:00".length();
  private static final int BAD = -1;
  private static final int[] POWERS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
  };

  /** What the time is counted in. */
  enum Unit {
    MICROSECONDS(6, "microsecond"),
    NANOSECONDS(9, "nanosecond");

    private final int digits;
    private final long perSecond;
    private final String singular;

    Unit(int digits, String singular) {
      this.digits = digits;
      this.perSecond = POWERS[digits];
      this.singular = singular;
    }
  }

  private IsoTimestamp() {}

  /** Whether {@link #read} found no time. */
  static boolean isNone(long count) {
    return count <= TOO_FINE;
  }

  /** What was expected where {@link #read} found no time. */
  static String expected(long none, Unit unit) {
    if (none == NOT_IN_CALENDAR) {
      return "a date and time that exist";
    }
    if (none == LEAP_SECOND) {
      return "a date and time that is no leap second";
    }
    if (none == TOO_FINE) {
      return "a date and time no finer than a " + unit.singular;
    }
    if (none == FAR_AWAY) {
      return "a date and time from 1677-09-22 to 2262-04-10";
    }
    return "a date and time with an offset or Z";
  }

  /** Units since 1970-01-01T00:00:00Z, or a value that {@link #isNone}. */
  static long read(byte[] text, int offset, int length, Unit unit) {
    if (length < SHORTEST || !hasSeparators(text, offset)) {
      return MALFORMED;
    }
    int year = IsoDate.year(text, offset);
    int month = IsoDate.month(text, offset);
    int day = IsoDate.day(text, offset);
    int hour = IsoDate.twoDigits(text, offset + 11);
    int minute = IsoDate.twoDigits(text, offset + 14);
    int second = IsoDate.twoDigits(text, offset + 17);
    boolean allDigits =
        (IsoDate.twoDigits(text, offset) | IsoDate.twoDigits(text, offset + 2)) >= 0;
    if (!allDigits || (month | day | hour | minute | second) < 0) {
      return MALFORMED;
    }
    int end = offset + length;
    int zone = fractionEnd(text, offset + AFTER_SECONDS, end);
    int zoneSeconds = zone == BAD ? Integer.MIN_VALUE : zoneSeconds(text, zone, end);
    if (zoneSeconds == Integer.MIN_VALUE) {
      return MALFORMED;
    }
    if (!IsoDate.exists(year, month, day) || hour > 23 || minute > 59 || second > 60) {
      return NOT_IN_CALENDAR;
    }
    if (second == 60) {
      return LEAP_SECOND;
    }
    long fraction = fraction(text, offset + AFTER_SECONDS, zone, unit.digits);
    if (fraction == BAD) {
      return TOO_FINE;
    }
    long seconds =
        IsoDate.epochDay(year, month, day) * 86_400L
            + hour * 3_600L
            + minute * 60L
            + second
            - zoneSeconds;
    boolean isNear = unit == Unit.MICROSECONDS || Math.abs(seconds) < FARTHEST_SECOND;
    return isNear ? seconds * unit.perSecond + fraction : FAR_AWAY;
  }

  private static boolean hasSeparators(byte[] text, int offset) {
    return text[offset + 4] == '-'
        && text[offset + 7] == '-'
        && (text[offset + 10] | 0x20) == 't'
        && text[offset + 13] == ':'
        && text[offset + 16] == ':';
  }

  /** The place after the fraction that may begin at {@code at}, or {@link #BAD}. */
  private static int fractionEnd(byte[] text, int at, int end) {
    if (text[at] != '.') {
      return at;
    }
    int next = at + 1;
    while (next < end && text[next] >= '0' && text[next] <= '9') {
      next++;
    }
    return next > at + 1 && next < end ? next : BAD;
  }

  /**
   * The units that the fraction from {@code from} to {@code to} makes, when there are so many
   * digits of them; {@link #BAD} when it is finer.
   */
  private static int fraction(byte[] text, int from, int to, int unitDigits) {
    int value = 0;
    int digits = 0;
    for (int i = from + 1; i < to; i++) {
      int digit = text[i] - '0';
      if (digits < unitDigits) {
        value = value * 10 + digit;
        digits++;
      } else if (digit != 0) {
        return BAD;
      }
    }
    return value * POWERS[unitDigits - digits];
  }

  /** The offset from UTC in seconds; the least int when there is none. */
  private static int zoneSeconds(byte[] text, int at, int end) {
    if ((text[at] | 0x20) == 'z') {
      return at + 1 == end ? 0 : Integer.MIN_VALUE;
    }
    boolean signed = text[at] == '+' || text[at] == '-';
    if (!signed || end - at != OFFSET_LENGTH || text[at + 3] != ':') {
      return Integer.MIN_VALUE;
    }
    int hours = IsoDate.twoDigits(text, at + 1);
    int minutes = IsoDate.twoDigits(text, at + 4);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
      return Integer.MIN_VALUE;
    }
    int seconds = hours * 3_600 + minutes * 60;
    return text[at] == '-' ? -seconds : seconds;
  }
}
