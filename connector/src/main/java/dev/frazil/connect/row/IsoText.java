package dev.frazil.connect.row;

import org.jspecify.annotations.Nullable;

/**
 * Reads ISO 8601 dates and times ({@code 2025-10-25}, {@code 14:03:11.25}, {@code
 * 2025-10-25T14:03:11.25+02:00}). Years have four digits, seconds may have a fraction of at most
 * nine, an offset is {@code Z} or hours with or without minutes. Leap seconds and {@code 24:00} are
 * no times. Made once and reset by each read; one thread.
 */
final class IsoText {
  private static final int[] DAYS_BEFORE_MONTH = {
    0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334
  };
  private static final long SECONDS_PER_DAY = 86_400;

  private String text = "";
  private int at;
  private long epochDay;
  private int secondOfDay;
  private int nano;
  private int offsetSeconds;
  private boolean hasOffset;

  /** What is wrong with the text as a date, or null when it was read. */
  @Nullable String readDate(String date) {
    start(date);
    return date() && atEnd() ? null : "not a date";
  }

  /** What is wrong with the text as a time of day, or null when it was read. */
  @Nullable String readTime(String time) {
    start(time);
    return time() && atEnd() ? null : "not a time of day";
  }

  /** What is wrong with the text as a date with time, or null when it was read. */
  @Nullable String readTimestamp(String timestamp) {
    start(timestamp);
    if (!date() || !(take('T') || take('t')) || !time()) {
      return "not a timestamp";
    }
    hasOffset = !atEnd();
    return !hasOffset || (offset() && atEnd()) ? null : "not a timestamp";
  }

  long epochDay() {
    return epochDay;
  }

  /** Seconds since 1970 in UTC; without an offset the time is taken as UTC. */
  long epochSecond() {
    return epochDay * SECONDS_PER_DAY + secondOfDay - offsetSeconds;
  }

  int secondOfDay() {
    return secondOfDay;
  }

  int nano() {
    return nano;
  }

  boolean hasOffset() {
    return hasOffset;
  }

  private void start(String newText) {
    text = newText;
    at = 0;
    secondOfDay = 0;
    nano = 0;
    offsetSeconds = 0;
    hasOffset = false;
  }

  private boolean atEnd() {
    return at == text.length();
  }

  private boolean take(char expected) {
    if (at < text.length() && text.charAt(at) == expected) {
      at++;
      return true;
    }
    return false;
  }

  /** The number that the next digits make, or -1 when there are not so many digits. */
  private int digits(int count) {
    if (at + count > text.length()) {
      return -1;
    }
    int number = 0;
    for (int end = at + count; at < end; at++) {
      int digit = text.charAt(at) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private boolean date() {
    int year = digits(4);
    if (year < 0 || !take('-')) {
      return false;
    }
    int month = digits(2);
    if (month < 1 || month > 12 || !take('-')) {
      return false;
    }
    int day = digits(2);
    if (day < 1 || day > daysIn(year, month)) {
      return false;
    }
    epochDay = epochDayOf(year, month, day);
    return true;
  }

  private boolean time() {
    int hour = digits(2);
    if (hour < 0 || hour > 23 || !take(':')) {
      return false;
    }
    int minute = digits(2);
    if (minute < 0 || minute > 59 || !take(':')) {
      return false;
    }
    int second = digits(2);
    if (second < 0 || second > 59) {
      return false;
    }
    secondOfDay = (hour * 60 + minute) * 60 + second;
    return !take('.') || fraction();
  }

  private boolean fraction() {
    int start = at;
    int end = at;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    int count = end - start;
    if (count < 1 || count > 9) {
      return false;
    }
    nano = digits(count);
    for (int i = count; i < 9; i++) {
      nano *= 10;
    }
    return true;
  }

  private boolean offset() {
    if (take('Z') || take('z')) {
      return true;
    }
    int sign = take('+') ? 1 : take('-') ? -1 : 0;
    int hours = sign == 0 ? -1 : digits(2);
    if (hours < 0 || hours > 18) {
      return false;
    }
    boolean colon = take(':');
    int minutes = colon || !atEnd() ? digits(2) : 0;
    if (minutes < 0 || minutes > 59) {
      return false;
    }
    offsetSeconds = sign * (hours * 60 + minutes) * 60;
    return Math.abs(offsetSeconds) <= 18 * 3600;
  }

  private static boolean isLeap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  private static int daysIn(int year, int month) {
    return switch (month) {
      case 2 -> isLeap(year) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  private static long epochDayOf(int year, int month, int day) {
    int before = year - 1;
    // Years 1 to 1969 of the proleptic calendar have 719162 days; year 0 comes before them.
    int leapDays =
        Math.floorDiv(before, 4) - Math.floorDiv(before, 100) + Math.floorDiv(before, 400);
    int leapDay = month > 2 && isLeap(year) ? 1 : 0;
    return 365L * before + leapDays + DAYS_BEFORE_MONTH[month - 1] + leapDay + day - 1 - 719_162;
  }
}
