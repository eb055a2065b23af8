package dev.frazil.transforms.contract;

/**
 * Times of day as RFC 3339 writes them, such as {@code 14:03:11.5+02:00}. A leap second is one at
 * the end of a day in UTC.
 */
final class IsoTime {
  private static final int SHORTEST = "14:03:11Z".length();
  private static final int AFTER_SECONDS = "14:03:11".length();
  private static final int OFFSET_LENGTH = "+00:00".length();
  private static final int MINUTES_PER_DAY = 24 * 60;

  private IsoTime() {}

  /** Whether the bytes are a time of day with an offset. */
  static boolean isTime(byte[] text, int offset, int length) {
    if (length < SHORTEST || text[offset + 2] != ':' || text[offset + 5] != ':') {
      return false;
    }
    int hour = IsoDate.twoDigits(text, offset);
    int minute = IsoDate.twoDigits(text, offset + 3);
    int second = IsoDate.twoDigits(text, offset + 6);
    int end = offset + length;
    int zone = pastFraction(text, offset + AFTER_SECONDS, end);
    boolean inDay = isIn(hour, 23) && isIn(minute, 59) && isIn(second, 60);
    if (!inDay || !isZone(text, zone, end)) {
      return false;
    }
    int minuteOfDay = hour * 60 + minute - zoneMinutes(text, zone);
    return second < 60 || Math.floorMod(minuteOfDay, MINUTES_PER_DAY) == MINUTES_PER_DAY - 1;
  }

  /** The place after a fraction that may begin there; the end where it has no digits. */
  private static int pastFraction(byte[] text, int at, int end) {
    if (text[at] != '.') {
      return at;
    }
    int next = at + 1;
    while (next < end && text[next] >= '0' && text[next] <= '9') {
      next++;
    }
    return next == at + 1 ? end : next;
  }

  private static boolean isZone(byte[] text, int at, int end) {
    if (at + 1 == end) {
      return text[at] == 'Z' || text[at] == 'z';
    }
    return end - at == OFFSET_LENGTH
        && (text[at] == '+' || text[at] == '-')
        && text[at + 3] == ':'
        && isIn(IsoDate.twoDigits(text, at + 1), 23)
        && isIn(IsoDate.twoDigits(text, at + 4), 59);
  }

  private static int zoneMinutes(byte[] text, int at) {
    if (text[at] != '+' && text[at] != '-') {
      return 0;
    }
    int minutes = IsoDate.twoDigits(text, at + 1) * 60 + IsoDate.twoDigits(text, at + 4);
    return text[at] == '-' ? -minutes : minutes;
  }

  private static boolean isIn(int number, int most) {
    return number >= 0 && number <= most;
  }
}
