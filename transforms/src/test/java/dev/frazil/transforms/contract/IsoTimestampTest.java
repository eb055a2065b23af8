package dev.frazil.transforms.contract;

import static dev.frazil.transforms.contract.Reading.accepted;
import static dev.frazil.transforms.contract.Reading.contractOfV;
import static dev.frazil.transforms.contract.Reading.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimestampTest {
  private static final long FIRST = -62_167_219_200_000_000L;
  private static final long LAST = 253_402_300_799_999_999L;
  private static final String SCHEMA = "{\"type\":\"string\",\"format\":\"date-time\"}";

  @Property
  void everyInstantWithAnyOffsetIsReadAsJavaReadsIt(
      @ForAll @LongRange(min = FIRST + 86_400_000_000L, max = LAST - 86_400_000_000L) long micros,
      @ForAll @IntRange(min = -1079, max = 1079) int offsetMinutes) {
    ZoneOffset offset = ZoneOffset.ofTotalSeconds(offsetMinutes * 60);
    String text =
        OffsetDateTime.ofInstant(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), offset)
            .format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx"));

    assertThat(micros(text)).isEqualTo(micros);
  }

  @Property
  void dayAndMonthAreThoseOfTheCalendar(
      @ForAll @IntRange(max = 9999) int year,
      @ForAll @IntRange(max = 13) int month,
      @ForAll @IntRange(max = 32) int day) {
    long micros = micros(String.format("%04d-%02d-%02dT00:00:00Z", year, month, day));

    assertThat(IsoTimestamp.isNone(micros)).isEqualTo(!exists(year, month, day));
    if (!IsoTimestamp.isNone(micros)) {
      assertThat(micros).isEqualTo(LocalDate.of(year, month, day).toEpochDay() * 86_400_000_000L);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2025-10-25T14:03:11Z,2025-10-25T14:03:11Z",
    "2025-10-25t14:03:11z,2025-10-25T14:03:11Z",
    "2025-10-25T14:03:11+00:00,2025-10-25T14:03:11Z",
    "2025-10-25T14:03:11-00:00,2025-10-25T14:03:11Z",
    "2025-10-25T14:03:11.1+05:30,2025-10-25T08:33:11.1Z",
    "2025-10-25T14:03:11.123456000Z,2025-10-25T14:03:11.123456Z",
    "0000-01-01T00:00:00Z,0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999Z,9999-12-31T23:59:59.999999Z",
    "1969-12-31T23:59:59.999999Z,1969-12-31T23:59:59.999999Z",
    "0000-01-01T00:00:00+23:59,-0001-12-31T00:01:00Z",
  })
  void timesInTheFormOfRfc3339AreRead(String text, Instant expected) {
    EventStruct event = accepted(contractOfV(SCHEMA), "{\"v\":\"" + text + "\"}");

    assertThat(MicroTimestamp.toInstant(event.longAt(0))).isEqualTo(expected);
    assertThat(event.getInt64("v")).isEqualTo(event.longAt(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2016-12-31T23:59:60Z|a date and time that is no leap second",
        "2025-10-25T14:03:11.1234567Z|a date and time no finer than a microsecond",
        "2025-10-25T14:03:11.0000001Z|a date and time no finer than a microsecond",
        "2025-02-29T00:00:00Z|a date and time that exist",
        "1900-02-29T00:00:00Z|a date and time that exist",
        "2025-04-31T00:00:00Z|a date and time that exist",
        "2025-00-01T00:00:00Z|a date and time that exist",
        "2025-13-01T00:00:00Z|a date and time that exist",
        "2025-01-00T00:00:00Z|a date and time that exist",
        "2025-01-01T24:00:00Z|a date and time that exist",
        "2025-01-01T00:60:00Z|a date and time that exist",
        "2025-01-01T00:00:61Z|a date and time that exist",
      })
  void timesThatAreNoneAreRejectedWithTheCause(String text, String expected) {
    assertThat(message(contractOfV(SCHEMA), "{\"v\":\"" + text + "\"}"))
        .isEqualTo(
            "reason=invalid_timestamp path=$.v v=1: expected "
                + expected
                + ", found \""
                + text
                + '"');
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2025-10-25",
        "2025-10-25T14:03:11",
        "2025-10-25T14:03Z",
        "2025-10-25 14:03:11Z",
        "2025-10-25T14:03:11.Z",
        "2025-10-25T14:03:11.123",
        "2025-10-25T14:03:11,5Z",
        "2025-10-25T14:03:11ZZ",
        "2025-10-25T14:03:11+0200",
        "2025-10-25T14:03:11+02",
        "2025-10-25T14:03:11+24:00",
        "2025-10-25T14:03:11+00:60",
        "2025-10-25T14:03:11+0a:00",
        "2025-1O-25T14:03:11Z",
        "+025-10-25T14:03:11Z",
        "-025-10-25T14:03:11Z",
        "20251-10-25T14:03:11Z",
        "2025-10-25T14:03:1żZ",
        "1761400991"
      })
  void otherFormsAreRejected(String text) {
    assertThat(message(contractOfV(SCHEMA), "{\"v\":\"" + text + "\"}"))
        .isEqualTo(
            "reason=invalid_timestamp path=$.v v=1: expected a date and time with an offset or Z,"
                + " found \""
                + text
                + '"');
  }

  private static long micros(String text) {
    byte[] bytes = ("__" + text + "_").getBytes(StandardCharsets.US_ASCII);
    return IsoTimestamp.read(bytes, 2, bytes.length - 3, IsoTimestamp.Unit.MICROSECONDS);
  }

  private static boolean exists(int year, int month, int day) {
    try {
      LocalDate.of(year, month, day);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
