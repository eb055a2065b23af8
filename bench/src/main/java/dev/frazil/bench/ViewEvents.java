package dev.frazil.bench;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/**
 * A seeded sequence of view events, all valid, each {@value #LENGTH} bytes of JSON: two random
 * UUIDs, a time within two days that rises but for some minutes of disorder, two integers, a short
 * text. The same seed and count give the same bytes. One thread.
 */
final class ViewEvents {
  /** Bytes of an event. */
  static final int LENGTH = 216;

  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 11, 18);
  private static final long FIRST_MICRO =
      FIRST_DAY.atStartOfDay().toEpochSecond(ZoneOffset.UTC) * 1_000_000L;
  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final int DAYS = 2;
  private static final long DISORDER_MICROS = 300_000_000L;

  private static final byte[] TEMPLATE =
      ascii(
          "{\"event_id\":\"%s\",\"event_type\":\"view\",\"event_ts\":\"%s\",\"user_id\":%s,\"movie_id\":%s,\"session_id\":\"%s\",\"device_type\":\"%s\"}"
              .formatted(
                  "E".repeat(36),
                  "YYYY-MM-DDTHH:MM:SS.UUUUUUZ",
                  "I".repeat(6),
                  "J".repeat(4),
                  "S".repeat(36),
                  "XX"));

  private static final int EVENT_ID = first('E');
  private static final int EVENT_TS = first('Y');
  private static final int USER_ID = first('I');
  private static final int MOVIE_ID = first('J');
  private static final int SESSION_ID = first('S', EVENT_TS + 27);
  private static final int DEVICE_TYPE = first('X');
  private static final byte[] HEX = ascii("0123456789abcdef");
  private static final byte[][] DEVICES = {ascii("pc"), ascii("tv")};

  private final SplittableRandom random;
  private final long count;
  private final byte[] event = TEMPLATE.clone();
  private final CRC32 crc = new CRC32();
  private long made;
  private long checksum;
  private long earliestMicros = Long.MAX_VALUE;
  private long latestMicros = Long.MIN_VALUE;

  ViewEvents(long count, long seed) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "Invalid number of events: " + count + " (expected at least 1)");
    }
    this.count = count;
    this.random = new SplittableRandom(seed);
  }

  boolean hasNext() {
    return made < count;
  }

  /** The next event, in an array that the following call overwrites. */
  byte[] next() {
    putUuid(EVENT_ID);
    putUuid(SESSION_ID);
    putDecimal(USER_ID, 6, random.nextInt(100_000, 1_000_000));
    putDecimal(MOVIE_ID, 4, random.nextInt(1_000, 10_000));
    System.arraycopy(DEVICES[random.nextInt(DEVICES.length)], 0, event, DEVICE_TYPE, 2);
    long micros = nextMicros();
    putTimestamp(micros);
    made++;
    tally(FIRST_MICRO + micros);
    return event;
  }

  /** What a table must hold once it holds all events made so far. */
  RowFacts facts() {
    return new RowFacts(made, checksum, earliestMicros, latestMicros);
  }

  /** Micros since the start of the first day, within the two days. */
  private long nextMicros() {
    long steady = (long) ((double) made / count * (DAYS * MICROS_PER_DAY - DISORDER_MICROS));
    return steady + random.nextLong(DISORDER_MICROS);
  }

  private void tally(long epochMicros) {
    earliestMicros = Math.min(earliestMicros, epochMicros);
    latestMicros = Math.max(latestMicros, epochMicros);
    crc.reset();
    crc.update(event, EVENT_ID, 36);
    crc.update('|');
    crc.update(ascii(Long.toString(epochMicros)));
    crc.update('|');
    crc.update(event, USER_ID, 6);
    crc.update('|');
    crc.update(event, MOVIE_ID, 4);
    crc.update('|');
    crc.update(event, SESSION_ID, 36);
    crc.update('|');
    crc.update(event, DEVICE_TYPE, 2);
    checksum += crc.getValue();
  }

  private void putTimestamp(long micros) {
    LocalDate day = FIRST_DAY.plusDays(micros / MICROS_PER_DAY);
    long ofDay = micros % MICROS_PER_DAY;
    int second = (int) (ofDay / 1_000_000L);
    putDecimal(EVENT_TS, 4, day.getYear());
    putDecimal(EVENT_TS + 5, 2, day.getMonthValue());
    putDecimal(EVENT_TS + 8, 2, day.getDayOfMonth());
    putDecimal(EVENT_TS + 11, 2, second / 3600);
    putDecimal(EVENT_TS + 14, 2, second / 60 % 60);
    putDecimal(EVENT_TS + 17, 2, second % 60);
    putDecimal(EVENT_TS + 20, 6, (int) (ofDay % 1_000_000L));
  }

  private void putDecimal(int at, int width, int value) {
    int rest = value;
    for (int i = at + width - 1; i >= at; i--) {
      event[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /** Version 4, variant 2. */
  private void putUuid(int at) {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() >>> 2) | 0x8000000000000000L;
    putHex(at, 8, high >>> 32);
    putHex(at + 9, 4, high >>> 16);
    putHex(at + 14, 4, high);
    putHex(at + 19, 4, low >>> 48);
    putHex(at + 24, 12, low);
    event[at + 8] = '-';
    event[at + 13] = '-';
    event[at + 18] = '-';
    event[at + 23] = '-';
  }

  private void putHex(int at, int width, long value) {
    long rest = value;
    for (int i = at + width - 1; i >= at; i--) {
      event[i] = HEX[(int) (rest & 15)];
      rest >>>= 4;
    }
  }

  private static int first(char placeholder) {
    return first(placeholder, 0);
  }

  private static int first(char placeholder, int from) {
    int at = from;
    while (TEMPLATE[at] != placeholder) {
      at++;
    }
    return at;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
