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
  private static final long TOO_FINE = Long.MIN_VALUE + 3;

  private static final int SHORTEST = "2025-10-25T14:03:11Z".length();
  private static final int AFTER_SECONDS = "2025-10-25T14:03:11".length();
  private static final int OFFSET_LENGTH = "+00:00".length();
  private static final int MICRO_DIGITS = 6;
  private static final int BAD = -1;
  private static final int DAYS_BEFORE_1970 = 719_528;
  private static final int[] DAYS_BEFORE_MONTH = {
    0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365
  };
  private static final int[] TO_MICROS = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};

  private IsoTimestamp() {}

  /** Whether {@link #micros} found no time. */
  static boolean isNone(long micros) {
    return micros <= TOO_FINE;
  }

  /** What was expected where {@link #micros} found no time. */
  static String expected(long none) {
    if (none == NOT_IN_CALENDAR) {
      return "a date and time that exist";
    }
    if (none == LEAP_SECOND) {
      return "a date and time that is no leap second";
    }
    if (none == TOO_FINE) {
      return "a date and time no finer than a microsecond";
    }
    return "a date and time with an offset or Z";
  }

  /** Microseconds since 1970-01-01T00:00:00Z, or a value that {@link #isNone}. */
  static long micros(byte[] text, int offset, int length) {
    if (length < SHORTEST || !hasSeparators(text, offset)) {
      return MALFORMED;
    }
    int year = twoDigits(text, offset) * 100 + twoDigits(text, offset + 2);
    int month = twoDigits(text, offset + 5);
    int day = twoDigits(text, offset + 8);
    int hour = twoDigits(text, offset + 11);
    int minute = twoDigits(text, offset + 14);
    int second = twoDigits(text, offset + 17);
    boolean allDigits = (twoDigits(text, offset) | twoDigits(text, offset + 2)) >= 0;
    if (!allDigits || (month | day | hour | minute | second) < 0) {
      return MALFORMED;
    }
    int end = offset + length;
    int zone = fractionEnd(text, offset + AFTER_SECONDS, end);
    int zoneSeconds = zone == BAD ? Integer.MIN_VALUE : zoneSeconds(text, zone, end);
    if (zoneSeconds == Integer.MIN_VALUE) {
      return MALFORMED;
    }
    if (!exists(year, month, day) || hour > 23 || minute > 59 || second > 60) {
      return NOT_IN_CALENDAR;
    }
    if (second == 60) {
      return LEAP_SECOND;
    }
    long fraction = fractionMicros(text, offset + AFTER_SECONDS, zone);
    if (fraction == BAD) {
      return TOO_FINE;
    }
    long seconds =
        epochDay(year, month, day) * 86_400L + hour * 3_600L + minute * 60L + second - zoneSeconds;
    return seconds * 1_000_000L + fraction;
  }

  private static boolean hasSeparators(byte[] text, int offset) {
    return text[offset + 4] == '-'
        && text[offset + 7] == '-'
        && (text[offset + 10] | 0x20) == 't'
        && text[offset + 13] == ':'
        && text[offset + 16] == ':';
  }

  /** The number that two digits make; negative when one is no digit. */
  private static int twoDigits(byte[] text, int at) {
    int tens = text[at] - '0';
    int ones = text[at + 1] - '0';
    boolean digits = tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9;
    return digits ? tens * 10 + ones : BAD;
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
   * The microseconds that the fraction from {@code from} to {@code to} makes; {@link #BAD} when it
   * is finer.
   */
  private static int fractionMicros(byte[] text, int from, int to) {
    int value = 0;
    int digits = 0;
    for (int i = from + 1; i < to; i++) {
      int digit = text[i] - '0';
      if (digits < MICRO_DIGITS) {
        value = value * 10 + digit;
        digits++;
      } else if (digit != 0) {
        return BAD;
      }
    }
    return value * TO_MICROS[digits];
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
    int hours = twoDigits(text, at + 1);
    int minutes = twoDigits(text, at + 4);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
      return Integer.MIN_VALUE;
    }
    int seconds = hours * 3_600 + minutes * 60;
    return text[at] == '-' ? -seconds : seconds;
  }

  private static boolean exists(int year, int month, int day) {
    if (month < 1 || month > 12 || day < 1) {
      return false;
    }
    int days = DAYS_BEFORE_MONTH[month + 1] - DAYS_BEFORE_MONTH[month];
    return day <= days || (month == 2 && day == 29 && isLeap(year));
  }

  private static boolean isLeap(int year) {
    return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  private static long epochDay(int year, int month, int day) {
    int leapDays = (year + 3) / 4 - (year + 99) / 100 + (year + 399) / 400;
    int leapDay = month > 2 && isLeap(year) ? 1 : 0;
    return year * 365L + leapDays + DAYS_BEFORE_MONTH[month] + leapDay + day - 1 - DAYS_BEFORE_1970;
  }
}
