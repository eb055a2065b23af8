package dev.frazil.transforms.line;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time in a line, as ISO 8601 with an offset. What is no time stays as it is, for the contract to
 * reject.
 *
 * @param text with an offset, if it is a time
 * @param date in UTC; null when the text is no time
 */
record LineTime(String text, @Nullable String date) {
  private static final int DATE_LENGTH = "2025-10-25".length();
  private static final int SHORTEST = "2025-10-25T14:03:11".length();
  private static final int OFFSET_LENGTH = "+02:00".length();

  /**
   * Reads a time.
   *
   * @param zone where it was, if it does not say so itself. A time that the zone has twice, when
   *     clocks are set back, is the first of the two; one that the zone skips is no time.
   */
  static LineTime of(String text, ZoneId zone) {
    if (text.length() < SHORTEST) {
      return new LineTime(text, null);
    }
    char last = text.charAt(text.length() - 1);
    if (last == 'Z' || last == 'z') {
      return new LineTime(text, text.substring(0, DATE_LENGTH));
    } else if (hasOffset(text)) {
      return withOffset(text);
    } else if (zone.equals(ZoneOffset.UTC)) {
      return new LineTime(text + 'Z', text.substring(0, DATE_LENGTH));
    }
    return in(zone, text);
  }

  private static boolean hasOffset(String text) {
    int at = text.length() - OFFSET_LENGTH;
    return at >= SHORTEST
        && (text.charAt(at) == '+' || text.charAt(at) == '-')
        && text.charAt(at + 3) == ':';
  }

  private static LineTime withOffset(String text) {
    try {
      return new LineTime(text, date(OffsetDateTime.parse(text)));
    } catch (DateTimeException e) {
      return new LineTime(text, null);
    }
  }

  private static LineTime in(ZoneId zone, String text) {
    try {
      LocalDateTime local = LocalDateTime.parse(text);
      List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
      return offsets.isEmpty()
          ? new LineTime(text + '[' + zone + ']', null)
          : new LineTime(text + offsets.get(0), date(local.atOffset(offsets.get(0))));
    } catch (DateTimeException e) {
      return new LineTime(text, null);
    }
  }

  private static String date(OffsetDateTime time) {
    return time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate().toString();
  }
}
