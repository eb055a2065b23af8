package dev.frazil.transforms.contract;

import static dev.frazil.transforms.contract.Reading.accepted;
import static dev.frazil.transforms.contract.Reading.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShippedContractsTest {
  private static final String COMMON =
      "\"event_id\":\"3f1c0cb8-2837-44c9-8a5d-0b6ee85256eb\","
          + "\"event_ts\":\"2025-10-25T14:03:11.123456+02:00\",\"user_id\":12.0,\"movie_id\":9007199254740993";

  @Test
  void everyFileCompiles() {
    assertThat(ContractFiles.all())
        .extracting(file -> file.getFileName().toString())
        .containsExactly(
            "events_clicks.json", "events_ratings.json", "events_views.json", "movie_log.json");
    ContractFiles.all().forEach(file -> EventContract.compile(ContractFiles.read(file)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "events_views|ViewEvent|event_id STRING, event_ts dev.frazil.MicroTimestamp, user_id INT64,"
            + " movie_id INT64, session_id STRING?, device_type STRING?, page_url STRING?",
        "events_clicks|ClickEvent|event_id STRING, event_ts dev.frazil.MicroTimestamp, user_id"
            + " INT64, movie_id INT64, click_type STRING?, session_id STRING?, referrer STRING?",
        "events_ratings|RatingEvent|event_id STRING, event_ts dev.frazil.MicroTimestamp, user_id"
            + " INT64, movie_id INT64, rating FLOAT64, review_text STRING?",
      })
  void columnsAreThoseThatUsersWerePromised(String topic, String name, String columns) {
    Schema schema = contract(topic).schema();

    assertThat(schema.name()).isEqualTo(name);
    assertThat(schema.fields().stream().map(field -> field.name() + " " + type(field.schema())))
        .containsExactly(columns.split(", ", -1));
  }

  @Test
  void aViewIsRead() {
    EventStruct view =
        accepted(
            contract("events_views"),
            "{"
                + COMMON
                + ",\"event_type\":\"view\",\"session_id\":null,\"page_url\":\"/m/zażółć\"}");

    assertThat(view.getString("event_id")).isEqualTo("3f1c0cb8-2837-44c9-8a5d-0b6ee85256eb");
    assertThat(MicroTimestamp.toInstant(view.longAt(1)))
        .isEqualTo(Instant.parse("2025-10-25T12:03:11.123456Z"));
    assertThat(view.getInt64("user_id")).isEqualTo(12);
    assertThat(view.getInt64("movie_id")).isEqualTo(9007199254740993L);
    assertThat(view.getString("session_id")).isNull();
    assertThat(view.getString("device_type")).isNull();
    assertThat(view.getString("page_url")).isEqualTo("/m/zażółć");
  }

  @Test
  void aClickIsRead() {
    EventStruct click =
        accepted(
            contract("events_clicks"),
            "{"
                + COMMON
                + ",\"event_type\":\"click\",\"click_type\":\"poster\",\"referrer\":\"https://a.example/?q=1\"}");

    assertThat(click.getString("click_type")).isEqualTo("poster");
    assertThat(click.getString("referrer")).isEqualTo("https://a.example/?q=1");
  }

  @ParameterizedTest
  @CsvSource({"0.5", "1", "4.50", "5.0", "5e0", "35e-1"})
  void halfStarsAreRatings(String rating) {
    EventStruct event =
        accepted(
            contract("events_ratings"),
            "{" + COMMON + ",\"event_type\":\"rating\",\"rating\":" + rating + "}");

    assertThat(event.getFloat64("rating")).isEqualTo(Double.parseDouble(rating));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "events_ratings|\"event_type\":\"rating\",\"rating\":0|invalid_rating_value|$.rating|expected"
            + " at least 0.5, found 0",
        "events_ratings|\"event_type\":\"rating\",\"rating\":5.5|invalid_rating_value|$.rating|expected"
            + " at most 5.0, found 5.5",
        "events_ratings|\"event_type\":\"rating\",\"rating\":4.3|invalid_rating_value|$.rating|expected"
            + " a multiple of 0.5, found 4.3",
        "events_ratings|\"event_type\":\"rating\",\"rating\":5.00000000000000000000001|invalid_rating_value|$.rating|expected"
            + " at most 5.0, found 5.00000000000000000000001",
        "events_ratings|\"event_type\":\"rating\",\"rating\":1e999999999|invalid_rating_value|$.rating|expected"
            + " at most 5.0, found 1e999999999",
        "events_ratings|\"event_type\":\"rating\",\"rating\":\"5\"|wrong_type|$.rating|expected a"
            + " number, found \"5\"",
        "events_ratings|\"event_type\":\"rating\"|missing_required_field|$.rating|expected a value,"
            + " found none",
        "events_ratings|\"event_type\":\"rating\",\"rating\":null|missing_required_field|$.rating|expected"
            + " a value, found null",
        "events_ratings|\"event_type\":\"view\",\"rating\":5|unknown_event_type|$.event_type|expected"
            + " \"rating\", found \"view\"",
        "events_views|\"event_type\":7|wrong_type|$.event_type|expected a string, found 7",
        "events_views|\"event_type\":\"view\",\"session_id\":\"s1\"|invalid_uuid|$.session_id|expected"
            + " a UUID, found \"s1\"",
        "events_clicks|\"event_type\":\"click\",\"click_type\":\"hover\"|schema_validation_failed|$.click_type|expected"
            + " one of \"trailer\", \"poster\", \"title\", \"recommendation\", found \"hover\"",
        "events_clicks|\"event_type\":\"click\",\"referrer\":\"a"
            + " b\"|schema_validation_failed|$.referrer|expected a URI, found \"a b\"",
      })
  void whatBreaksAContractIsSaid(
      String topic, String members, String reason, String path, String detail) {
    assertThat(message(contract(topic), "{" + COMMON + "," + members + "}"))
        .isEqualTo("reason=" + reason + " path=" + path + " v=1: " + detail);
  }

  @Test
  void aReviewOfFiveThousandCharactersFits() {
    String head = "{" + COMMON + ",\"event_type\":\"rating\",\"rating\":5,\"review_text\":\"";

    EventStruct event = accepted(contract("events_ratings"), head + "ł".repeat(5_000) + "\"}");

    assertThat(event.getString("review_text")).hasSize(5_000);
    assertThat(message(contract("events_ratings"), head + "🎬".repeat(5_001) + "\"}"))
        .isEqualTo(
            "reason=value_too_long path=$.review_text v=1: expected at most 5000 characters, found"
                + " \""
                + "🎬".repeat(79)
                + "…");
  }

  private static EventContract contract(String topic) {
    return EventContract.compile(ContractFiles.read(topic));
  }

  private static String type(Schema schema) {
    String type = schema.name() == null ? schema.type().name() : schema.name();
    return schema.isOptional() ? type + "?" : type;
  }
}
