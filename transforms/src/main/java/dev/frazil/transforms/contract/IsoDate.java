package dev.frazil.transforms.contract;

/**
 * Dates as RFC 3339 writes them, such as {@code 2025-10-25}, in the proleptic Gregorian calendar.
 */
final class IsoDate {
  private static final int LENGTH = "2025-10-25".length();
  private static final int BAD = -1;
  private static final int DAYS_BEFORE_1970 = 719_528;
  private static final int[] DAYS_BEFORE_MONTH = {
    0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365
  };

  private IsoDate() {}

  /** Whether the bytes are a day of the calendar. */
  static boolean isDate(byte[] text, int offset, int length) {
    if (length != LENGTH || text[offset + 4] != '-' || text[offset + 7] != '-') {
      return false;
    }
    int month = month(text, offset);
    int day = day(text, offset);
    boolean allDigits = (twoDigits(text, offset) | twoDigits(text, offset + 2)) >= 0;
    return allDigits && exists(year(text, offset), month, day);
  }

  /** Days since 1970-01-01 of bytes that are a date. */
  static long epochDay(byte[] text, int offset) {
    return epochDay(year(text, offset), month(text, offset), day(text, offset));
  }

  /** The first four digits of a date; wrong when they are none. */
  static int year(byte[] text, int offset) {
    return twoDigits(text, offset) * 100 + twoDigits(text, offset + 2);
  }

  /** The month of a date; negative when it is no number. */
  static int month(byte[] text, int offset) {
    return twoDigits(text, offset + 5);
  }

  /** The day of a date; negative when it is no number. */
  static int day(byte[] text, int offset) {
    return twoDigits(text, offset + 8);
  }

  static boolean exists(int year, int month, int day) {
    if (month < 1 || month > 12 || day < 1) {
      return false;
    }
    int days = DAYS_BEFORE_MONTH[month + 1] - DAYS_BEFORE_MONTH[month];
    return day <= days || (month == 2 && day == 29 && isLeap(year));
  }

  /** Days since 1970-01-01 of a day that exists. */
  static long epochDay(int year, int month, int day) {
    int leapDays = (year + 3) / 4 - (year + 99) / 100 + (year + 399) / 400;
    int leapDay = month > 2 && isLeap(year) ? 1 : 0;
    return year * 365L + leapDays + DAYS_BEFORE_MONTH[month] + leapDay + day - 1 - DAYS_BEFORE_1970;
  }

  /** The number that two digits make; negative when one is no digit. */
  static int twoDigits(byte[] text, int at) {
    int tens = text[at] - '0';
    int ones = text[at + 1] - '0';
    boolean digits = tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9;
    return digits ? tens * 10 + ones : BAD;
  }

  private static boolean isLeap(int year) {
    return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
  }
}
