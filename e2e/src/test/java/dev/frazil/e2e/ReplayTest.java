package dev.frazil.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Dead letters of a contract that is fixed: run again by the command, while the connector runs. */
class ReplayTest {
  private static final String TOPIC = "ratings_replay";
  private static final String SILVER = "silver." + TOPIC;
  private static final String LETTERS = "silver_deadletter." + TOPIC;

  @Test
  void whatPassesTheFixedContractIsInSilverOnce() throws Exception {
    Broker.create(TOPIC, 1);
    ShippedConnector strict = connector("5.0");
    strict.deploy();
    for (String rating : List.of("4", "7", "4.5", "8", "3", "60")) {
      Broker.send(TOPIC, event(rating));
    }
    Broker.send(TOPIC, "not json");
    awaitConsumed(strict);
    assertThat(Tables.count(SILVER)).isEqualTo(3);
    ShippedConnector fixed = connector("10.0");
    fixed.deploy();
    FrazilProcess dry = replay(fixed);
    assertThat(dry.exitCode()).isEqualTo(3);
    assertThat(dry.output())
        .contains(
            "Dry run: nothing was written.\n",
            "  would be written      2  " + SILVER + "\n",
            "  would fail            1  invalid_json\n",
            "  would fail            1  invalid_rating_value\n",
            "  "
                + TOPIC
                + "-0@5  invalid_rating_value $.rating: expected at most 10.0, found 60\n");
    assertThat(Tables.count(SILVER)).isEqualTo(3);

    FrazilProcess applied = replay(fixed, "--apply");
    assertThat(applied.exitCode()).isEqualTo(3);
    assertThat(applied.output())
        .contains("  written      2  " + SILVER + "\n", "Marked 2 dead letters as resolved.\n");
    assertThat(replay(fixed, "--apply", "--again").output())
        .contains("  already there      2\n", "Marked 0 dead letters as resolved.\n")
        .doesNotContain("written");

    Broker.send(TOPIC, event("9"));
    awaitConsumed(fixed);
    assertThat(ratings()).containsExactly("4", "7", "4.5", "8", "3", "9");
    assertThat(
            Stack.spark()
                .query(
                    "select offset, resolution from "
                        + LETTERS
                        + " where resolved_ts is not null order by offset"))
        .extracting(row -> row.get("offset") + " " + row.get("resolution"))
        .containsExactly("1 replayed", "3 replayed");
    requireProven(SILVER, "Notice replayed: 2 rows replayed in 1 snapshot.");
    requireProven(
        LETTERS, "Notice letters-marked: 2 dead letters marked as resolved in 1 snapshot.");

    sendToItsTopic();
  }

  /** The record comes to the sink once more, as another one. */
  private static void sendToItsTopic() throws Exception {
    ShippedConnector lenient = connector("100.0");
    lenient.deploy();
    FrazilProcess sent = replay(lenient, "--to-topic", "--apply", TOPIC + "-0@5");
    assertThat(sent.output())
        .contains("  sent         1  " + SILVER + "\n", "Marked 1 dead letter as resolved.\n");
    assertThat(sent.exitCode()).isZero();
    awaitConsumed(lenient);
    assertThat(ratings()).containsExactly("4", "7", "4.5", "8", "3", "9", "60");
    assertThat(
            Stack.spark()
                .query(
                    "select resolution, _kafka_offset from "
                        + LETTERS
                        + " where _kafka_offset in (5, 6)"))
        .extracting(row -> row.get("_kafka_offset") + " " + row.get("resolution"))
        .containsExactlyInAnyOrder("5 sent_to_topic", "6 null");
    lenient.delete();
  }

  /** In the order of their offsets. */
  private static List<String> ratings() {
    return Stack.spark()
        .query("select cast(rating as string) r from " + SILVER + " order by _kafka_offset")
        .stream()
        .map(row -> String.valueOf(row.get("r")).replace(".0", ""))
        .toList();
  }

  private static void requireProven(String table, String notice) throws Exception {
    FrazilProcess run = FrazilProcess.run("verify", table);
    assertThat(run.output()).contains("Proven: lake." + table, notice);
    assertThat(run.exitCode()).isZero();
  }

  private static FrazilProcess replay(ShippedConnector connector, String... options)
      throws IOException, InterruptedException {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "deadletters";
    arguments[1] = "replay";
    System.arraycopy(options, 0, arguments, 2, options.length);
    return FrazilProcess.runFor(connector, arguments);
  }

  private static ShippedConnector connector(String most) throws IOException {
    String contract =
        Files.readString(
            Path.of(
                System.getProperty("frazil.home"), "config", "contracts", "events_ratings.json"),
            StandardCharsets.UTF_8);
    return ShippedConnector.viewsOf(TOPIC, "replay")
        .as(
            "replay",
            Map.of(
                "transforms.validate.contract",
                contract.replace("\"maximum\": 5.0", "\"maximum\": " + most)));
  }

  private static String event(String rating) {
    return """
    {"event_id":"550e8400-e29b-41d4-a716-446655440000","event_type":"rating",\
    "event_ts":"2025-12-17T13:30:00.000Z","user_id":12345,"movie_id":67890,"rating":%s}\
    """
        .formatted(rating);
  }

  private static void awaitConsumed(ShippedConnector connector) {
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> Broker.isConsumed(connector.name(), List.of(TOPIC)));
  }
}
