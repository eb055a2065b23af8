package dev.frazil.connect.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTextTest {
  private static final long YEAR_0 = -62_167_219_200L;
  private static final long YEAR_10000 = 253_402_300_799L;

  private final IsoText iso = new IsoText();

  @Property
  void readsEveryTimestampAsJavaTimeDoes(
      @ForAll @LongRange(min = YEAR_0, max = YEAR_10000) long second,
      @ForAll @IntRange(max = 999_999_999) int nano,
      @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int offsetMinutes) {
    LocalDateTime local = LocalDateTime.ofEpochSecond(second, nano, ZoneOffset.UTC);
    OffsetDateTime time = local.atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));
    String text = local.getSecond() == 0 && nano == 0 ? local + ":00" : local.toString();

    assertThat(iso.readTimestamp(text + time.getOffset())).isNull();
    assertThat(iso.epochSecond()).isEqualTo(time.toEpochSecond());
    assertThat(iso.nano()).isEqualTo(nano);
    assertThat(iso.hasOffset()).isTrue();

    assertThat(iso.readTimestamp(text)).isNull();
    assertThat(iso.epochSecond()).isEqualTo(second);
    assertThat(iso.hasOffset()).isFalse();
  }

  @Property
  void acceptsNoDateThatJavaTimeRefuses(
      @ForAll @StringLength(min = 8, max = 11) @Chars({'0', '1', '2', '3', '9', '-'}) String text) {
    assertThat(iso.readDate(text) == null)
        .isEqualTo(text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") && isDate(text));
  }

  @Property
  void readsEveryDayOfTheCalendar(@ForAll @LongRange(min = -719_528, max = 2_932_896) long day) {
    assertThat(iso.readDate(LocalDate.ofEpochDay(day).toString())).isNull();
    assertThat(iso.epochDay()).isEqualTo(day);
  }

  @Property
  void readsEveryTimeOfDay(@ForAll @LongRange(max = 86_399_999_999_999L) long nanoOfDay) {
    LocalTime time = LocalTime.ofNanoOfDay(nanoOfDay);
    String text = time.toString().length() == 5 ? time + ":00" : time.toString();
    assertThat(iso.readTime(text)).isNull();
    assertThat(iso.secondOfDay() * 1_000_000_000L + iso.nano()).isEqualTo(nanoOfDay);
  }

  private static boolean isDate(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2025-10-25T14:03:11+02",
        "2025-10-25T14:03:11+0200",
        "2025-10-25T14:03:11+02:00",
        "2025-10-25t12:03:11z"
      })
  void acceptsTheFormsOfAnOffset(String text) {
    assertThat(iso.readTimestamp(text)).isNull();
    assertThat(iso.epochSecond()).isEqualTo(1_761_393_791L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2025-10-25",
        "2025-10-25T",
        "2025-10-25T14",
        "2025-10-25T14:03",
        "2025-10-25T14:03Z",
        "2025-10-25 14:03:11Z",
        "2025-10-25T14:03:11.Z",
        "2025-10-25T14:03:11.1234567890Z",
        "2025-10-25T14:03:11+2",
        "2025-10-25T14:03:11+02:",
        "2025-10-25T14:03:11+02:0",
        "2025-10-25T14:03:11+18:01",
        "2025-10-25T14:03:11+02:60",
        "2025-10-25T14:03:11Zulu",
        "2025-10-25T14:03:11 Z",
        "2025-10-25T14:03:11\u0000",
        "2025-10-25T14:60:11Z",
        "2025-13-25T14:03:11Z",
        "2025-00-25T14:03:11Z",
        "2025-10-00T14:03:11Z",
        "+2025-10-25T14:03:11Z",
        "12025-10-25T14:03:11Z",
        "٢٠٢٥-10-25T14:03:11Z"
      })
  void refusesEverythingElse(String text) {
    assertThat(iso.readTimestamp(text)).isEqualTo("not a timestamp");
  }
}
