package dev.frazil.transforms.line;

import static dev.frazil.transforms.line.Parsing.accepted;
import static dev.frazil.transforms.line.Parsing.message;
import static dev.frazil.transforms.line.Parsing.parser;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.transforms.contract.EventStruct;
import dev.frazil.transforms.contract.MicroTimestamp;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineParserTest {
  private static final String TEXT = "\"a\":{\"type\":\"string\"}";
  private static final String TIME =
      "\"timestamp\":{\"type\":\"string\",\"format\":\"date-time\"},\"date\":{\"type\":\"string\"}";

  @Test
  void theFirstRuleThatMatchesWins() {
    String rules =
        """
        {"rules": [
          {"event_type": "x", "pattern": "(x+)", "field_mappings": {"a": 1}},
          {"event_type": "any", "pattern": "(.+)", "field_mappings": {"a": 1}}]}
        """;
    LineParser parser = parser(rules, TEXT + ",\"event_type\":{\"type\":\"string\"}");

    assertThat(accepted(parser, "xx").getString("event_type")).isEqualTo("x");
    assertThat(accepted(parser, "xxy").getString("event_type")).isEqualTo("any");
    assertThat(message(parser, ""))
        .isEqualTo(
            "reason=unknown_event_type path=$ v=1: expected a line of one of 2 rules, found \"\"");
  }

  @Test
  void theWholeLineHasToMatch() {
    LineParser parser = parser("(b+)", "\"a\":1", TEXT);

    assertThat(message(parser, "abb"))
        .isEqualTo(
            "reason=unknown_event_type path=$ v=1: expected a line of the rule, found \"abb\"");
    assertThat(message(parser, "bba")).contains("unknown_event_type");
    assertThat(accepted(parser, "bb").getString("a")).isEqualTo("bb");
  }

  @Test
  void aGroupThatTookNoPartMakesNoField() {
    LineParser parser = parser("(?:(?P<a>x)|y)", "\"a\":\"a\"", TEXT);

    assertThat(accepted(parser, "x").getString("a")).isEqualTo("x");
    assertThat(accepted(parser, "y").getString("a")).isNull();
  }

  @Test
  void constantsAreValuesToo() {
    LineParser parser =
        parser(
            "x",
            "\"a\":{\"constant\":\"ż\\\"\"},\"n\":{\"constant\":12.50},\"b\":{\"constant\":true}",
            TEXT + ",\"n\":{\"type\":\"number\"},\"b\":{\"type\":\"boolean\"}");

    EventStruct event = accepted(parser, "x");

    assertThat(event.getString("a")).isEqualTo("ż\"");
    assertThat(event.getFloat64("n")).isEqualTo(12.5);
    assertThat(event.getBoolean("b")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"true, true", "false, false"})
  void flagsAreWrittenAsWords(String text, boolean value) {
    LineParser parser = parser("(.*)", "\"b\":1", "\"b\":{\"type\":\"boolean\"}");

    assertThat(accepted(parser, text).getBoolean("b")).isEqualTo(value);
    assertThat(message(parser, "yes"))
        .isEqualTo("reason=wrong_type path=$.b v=1: expected a boolean, found \"yes\"");
  }

  @Test
  void plusIsASpaceOnlyWhereTheRuleSaysSo() {
    String columns = TEXT + ",\"plus\":{\"type\":\"string\"},\"url\":{\"type\":\"string\"}";
    LineParser parser =
        parser(
            "(.*)",
            "\"a\":1,\"plus\":{\"group\":1,\"decode\":\"plus\"},"
                + "\"url\":{\"group\":1,\"decode\":\"url\"}",
            columns);

    EventStruct event = accepted(parser, "a+%C5%bc+ż%2B");

    assertThat(event.getString("a")).isEqualTo("a+%C5%bc+ż%2B");
    assertThat(event.getString("plus")).isEqualTo("a %C5%bc ż%2B");
    assertThat(event.getString("url")).isEqualTo("a ż ż+");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a%|schema_validation_failed path=$.a v=1: expected two hexadecimal digits after each %,"
            + " found \"a%\"",
        "%c|schema_validation_failed path=$.a v=1: expected two hexadecimal digits after each %,"
            + " found \"%c\"",
        "%g0|schema_validation_failed path=$.a v=1: expected two hexadecimal digits after each %,"
            + " found \"%g0\"",
        "%0ż|schema_validation_failed path=$.a v=1: expected two hexadecimal digits after each %,"
            + " found \"%0ż\"",
        "%C5|unsupported_encoding path=$.a v=1: expected UTF-8 without NUL behind %, found"
            + " \"%C5\"",
        "x%00|unsupported_encoding path=$.a v=1: expected UTF-8 without NUL behind %, found"
            + " \"x%00\"",
      })
  void whatCannotBeDecodedIsRejected(String line, String message) {
    LineParser parser = parser("(.*)", "\"a\":{\"group\":1,\"decode\":\"url\"}", TEXT);

    assertThat(message(parser, line)).isEqualTo("reason=" + message);
  }

  @ParameterizedTest
  @CsvSource({
    "2025-10-25T14:03:11, 2025-10-25T12:03:11Z, 2025-10-25",
    "2025-12-25T00:30:11.5, 2025-12-24T23:30:11.5Z, 2025-12-24",
    "2025-10-25T14:03:11Z, 2025-10-25T14:03:11Z, 2025-10-25",
    "2025-10-25T23:03:11-05:00, 2025-10-26T04:03:11Z, 2025-10-26",
    "2025-10-26T02:30:00, 2025-10-26T00:30:00Z, 2025-10-26",
  })
  void aRuleMaySayWhereItsTimesAre(String text, String instant, String date) {
    EventStruct event = accepted(warsaw(), text);

    assertThat(MicroTimestamp.toInstant(event.longAt(0))).isEqualTo(Instant.parse(instant));
    assertThat(event.getString("date")).isEqualTo(date);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2025-03-30T02:30:00[Europe/Warsaw]", "2025-02-30T02:30:00", "2025-10-25", ""})
  void aTimeThatTheZoneSkipsOrThatIsNoneIsRejected(String shown) {
    String text = shown.replaceFirst("\\[.*", "");

    assertThat(message(warsaw(), text))
        .isEqualTo(
            "reason=invalid_timestamp path=$.timestamp v=1: expected a date and time with an offset"
                + " or Z, found \""
                + shown
                + "\"");
  }

  @Test
  void whatIsNoLineOfTextIsRejected() {
    LineParser parser = parser("(?s)(.*)", "\"a\":1", TEXT);

    assertThat(message(parser, new byte[] {'a', (byte) 0xc3, '('}))
        .isEqualTo("reason=unsupported_encoding path=$ v=1: no UTF-8 at byte 1");
    assertThat(message(parser, "ż\0"))
        .isEqualTo("reason=unsupported_encoding path=$ v=1: a NUL at byte 2");
    assertThat(message(parser, "\ufeffa"))
        .isEqualTo("reason=unsupported_encoding path=$ v=1: a byte order mark");
    assertThat(message(parser, "a\nb"))
        .isEqualTo(
            "reason=schema_validation_failed path=$ v=1: expected one line, found a line break at"
                + " byte 1");
    assertThat(message(parser, "a\n\n"))
        .isEqualTo(
            "reason=schema_validation_failed path=$ v=1: expected one line, found a line break at"
                + " byte 1");
    assertThat(message(parser, "x".repeat(10 << 20)))
        .isEqualTo(
            "reason=payload_too_large path=$ v=1: expected at most 65536 bytes, found 10485760");
    assertThat(accepted(parser, "a\rb\r").getString("a")).isEqualTo("a\rb\r");
    assertThat(accepted(parser, "\r\n").getString("a")).isEmpty();
  }

  @Test
  void aDocumentMayForbidToShowLines() {
    String rules =
        Parsing.rules("x(.*)", "\"a\":{\"group\":1,\"decode\":\"url\"}")
            .replaceFirst("\\{", "{\"redact\":true,");
    LineParser parser = parser(rules, TEXT);

    assertThat(message(parser, "secret"))
        .isEqualTo("reason=unknown_event_type path=$ v=1: expected a line of the rule");
    assertThat(message(parser, "x%secret"))
        .isEqualTo(
            "reason=schema_validation_failed path=$.a v=1: expected two hexadecimal digits after"
                + " each %");
  }

  @Test
  void onlyTheBeginningOfALongLineIsShown() {
    LineParser parser = parser("x", "\"a\":{\"constant\":\"\"}", TEXT);

    assertThat(message(parser, "🎬".repeat(101)))
        .isEqualTo(
            "reason=unknown_event_type path=$ v=1: expected a line of the rule, found \""
                + "🎬".repeat(81)
                + "…");
    assertThat(message(parser, "ł".repeat(101)))
        .isEqualTo(
            "reason=unknown_event_type path=$ v=1: expected a line of the rule, found \""
                + "ł".repeat(100)
                + "…\"");
  }

  @ParameterizedTest
  @Timeout(60)
  @ValueSource(
      strings = {
        "(x+x+)+y",
        "(?:x*)*y",
        "(?:x|x|x|x)*y",
        "(?:(?:(?:(?:x?){10}){10})?){4}y",
        "(?:.*,){20}y",
        "(.{0,60}){16}y"
      })
  void noPatternTakesOverASecond(String pattern) {
    LineParser parser = parser(pattern, "\"a\":{\"constant\":\"\"}", TEXT);
    byte[] line = "x".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
    message(parser, "x".repeat(1_000));

    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long beganNanos = threads.getCurrentThreadCpuTime();
    String message = message(parser, line);
    Duration taken = Duration.ofNanos(threads.getCurrentThreadCpuTime() - beganNanos);

    assertThat(message).startsWith("reason=unknown_event_type");
    assertThat(taken).isLessThan(Duration.ofSeconds(1));
  }

  private static LineParser warsaw() {
    String rules =
        Parsing.rules("(.*)", "\"timestamp\":1")
            .replace("\"event_type\"", "\"zone\":\"Europe/Warsaw\",\"event_type\"");
    return parser(rules, TIME);
  }
}
