package dev.frazil.transforms.line;

import static dev.frazil.transforms.line.Parsing.ORIGIN;
import static dev.frazil.transforms.line.Parsing.TAKEN_AT;
import static dev.frazil.transforms.line.Parsing.accepted;
import static dev.frazil.transforms.line.Parsing.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.transforms.contract.ContractFiles;
import dev.frazil.transforms.contract.EventContract;
import dev.frazil.transforms.contract.EventStruct;
import dev.frazil.transforms.contract.MicroTimestamp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules and the contract that are shipped for the movie log. */
class MovieLogTest {
  private static final String WATCH =
      "2025-10-25T14:03:11,1234,GET /data/m/the+shining+1980/35.mpg";
  private static final String RATE = "2025-10-25T14:03:12,1234,GET /rate/the+shining+1980=4";
  private static final String RECOMMENDATION =
      "2025-10-25T14:03:13,1234,recommendation request 17645-team01.isri.cmu.edu:8082, status 200,"
          + " result: a+b+2001, c+1999, 21 ms";

  private final EventContract contract = EventContract.compile(ContractFiles.read("movie_log"));
  private final LineParser parser =
      LineRules.compile(RuleFiles.read("movie_log")).parser(contract, 1 << 16);

  @Test
  void theColumnsAreThoseThatUsersWerePromised() {
    assertThat(contract.schema().fields().stream().map(MovieLogTest::column))
        .containsExactly(
            "event_id STRING",
            "timestamp dev.frazil.MicroTimestamp",
            "date STRING",
            "user_id STRING",
            "event_type STRING",
            "movie_id STRING?",
            "minute INT32?",
            "rating INT32?",
            "server STRING?",
            "status_code INT32?",
            "recommendations STRING?",
            "response_time STRING?",
            "ingestion_time dev.frazil.MicroTimestamp",
            "source_topic STRING");
  }

  @Test
  void aMinuteThatWasWatchedIsRead() {
    assertThat(values(accepted(parser, WATCH)))
        .isEqualTo(
            with(
                "watch",
                "2025-10-25T14:03:11Z",
                Map.of("movie_id", "the+shining+1980", "minute", 35)));
  }

  @Test
  void aRatingIsRead() {
    assertThat(values(accepted(parser, RATE)))
        .isEqualTo(
            with(
                "rate",
                "2025-10-25T14:03:12Z",
                Map.of("movie_id", "the+shining+1980", "rating", 4)));
  }

  @Test
  void aRecommendationIsRead() {
    assertThat(values(accepted(parser, RECOMMENDATION)))
        .isEqualTo(
            with(
                "recommendation",
                "2025-10-25T14:03:13Z",
                Map.of(
                    "server",
                    "17645-team01.isri.cmu.edu:8082",
                    "status_code",
                    200,
                    "recommendations",
                    "a+b+2001, c+1999",
                    "response_time",
                    "21 ms")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", ""})
  void theLineBreakBehindALineIsNoPartOfIt(String lineBreak) {
    EventStruct event = accepted(parser, RATE + lineBreak);

    assertThat(event.getInt32("rating")).isEqualTo(4);
    assertThat(event.original()).asString(StandardCharsets.UTF_8).isEqualTo(RATE + lineBreak);
  }

  @Test
  void textIsTakenByteForByte() {
    String movie = "zażółć gęślą jaźń \"Ł\\ó\" 🎬\t%2B+";

    EventStruct event =
        accepted(parser, "2025-10-25T14:03:12,użytkownik,GET /rate/" + movie + "=5");

    assertThat(event.getString("movie_id")).isEqualTo(movie);
    assertThat(event.getString("user_id")).isEqualTo("użytkownik");
  }

  @Test
  void anEqualsSignMayBeInTheIdOfAMovie() {
    assertThat(accepted(parser, "2025-10-25T14:03:12,1,GET /rate/a=b=3").getString("movie_id"))
        .isEqualTo("a=b");
  }

  @Test
  void aTimeMayHaveAnOffsetAndMicroseconds() {
    EventStruct event = accepted(parser, RATE.replace("14:03:12", "00:03:12.123456+02:00"));

    assertThat(MicroTimestamp.toInstant(event.longAt(1)))
        .isEqualTo(Instant.parse("2025-10-24T22:03:12.123456Z"));
    assertThat(event.getString("date")).isEqualTo("2025-10-24");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|unknown_event_type path=$ v=1: expected a line of one of 3 rules, found \"\"",
        "hello|unknown_event_type path=$ v=1: expected a line of one of 3 rules, found \"hello\"",
        "`2025-10-25T14:03:12,1,GET /rate/a=4 `|wrong_type path=$.rating v=1: expected an integer,"
            + " found \"4 \"",
        "2025-10-25T14:03:12,1,GET /rate/a=0|invalid_rating_value path=$.rating v=1: expected at"
            + " least 1, found 0",
        "2025-10-25T14:03:12,1,GET /rate/a=6|invalid_rating_value path=$.rating v=1: expected at"
            + " most 5, found 6",
        "2025-10-25T14:03:12,1,GET /rate/a=|wrong_type path=$.rating v=1: expected an integer,"
            + " found \"\"",
        "2025-10-25T14:03:12,1,GET /rate/a=4.5|wrong_type path=$.rating v=1: expected an integer,"
            + " found 4.5",
        "2025-10-25T14:03:12,1,GET /rate/a=99999999999|out_of_range path=$.rating v=1: expected an"
            + " integer of 32 bits, found 99999999999",
        "2025-02-30T14:03:12,1,GET /rate/a=4|invalid_timestamp path=$.timestamp v=1: expected a"
            + " date and time that exist, found \"2025-02-30T14:03:12Z\"",
        "yesterday,1,GET /rate/a=4|invalid_timestamp path=$.timestamp v=1: expected a date and"
            + " time with an offset or Z, found \"yesterday\"",
        "2025-10-25T14:03:12.0000001,1,GET /rate/a=4|invalid_timestamp path=$.timestamp v=1:"
            + " expected a date and time no finer than a microsecond, found"
            + " \"2025-10-25T14:03:12.0000001Z\"",
        "2025-10-25T14:03:11,1,GET /data/m/a/x.mpg|wrong_type path=$.minute v=1: expected an"
            + " integer, found \"x\"",
      })
  void whatIsWrongWithALineIsSaid(String line, String message) {
    assertThat(message(parser, line)).isEqualTo("reason=" + message);
  }

  @Test
  void zerosBeforeANumberSayNothing() {
    assertThat(accepted(parser, WATCH.replace("/35.", "/007.")).getInt32("minute")).isEqualTo(7);
  }

  private static Map<String, Object> with(String type, String time, Map<String, Object> own) {
    Map<String, Object> values = new TreeMap<>(own);
    values.put("event_id", new EventIds().of(ORIGIN).toString());
    values.put("event_type", type);
    values.put("source_topic", "movie_log");
    values.put("ingestion_time", micros(TAKEN_AT));
    values.put("timestamp", micros(Instant.parse(time)));
    values.put("date", "2025-10-25");
    values.put("user_id", "1234");
    return values;
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
  }

  private static Map<String, Object> values(EventStruct event) {
    Map<String, Object> values = new TreeMap<>();
    for (Field field : event.schema().fields()) {
      Object value = event.get(field);
      if (value != null) {
        values.put(field.name(), value);
      }
    }
    return values;
  }

  private static String column(Field field) {
    Schema schema = field.schema();
    String type = schema.name() == null ? schema.type().name() : schema.name();
    return field.name() + " " + type + (schema.isOptional() ? "?" : "");
  }
}
