package dev.frazil.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frazil.local.ConnectWorker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rejected records in the dead-letter table, which another engine reads, whatever is killed. */
class DeadLetterTableTest {
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final String TOPIC = "views_dead";
  private static final String LETTERS = "silver_deadletter." + TOPIC;
  private static final int KILLS = 3;
  private static final int GOOD = 500;

  @Test
  void eachRejectedRecordIsThereOnceWithItsBytesAlthoughWorkersAreKilled() throws Exception {
    Broker.create(TOPIC, 1);
    ShippedConnector connector = ShippedConnector.viewsOf(TOPIC, "dead");
    connector.deploy();
    ConnectWorker worker = Stack.local().workers().get(0);
    Map<Long, Poison> sent = new TreeMap<>();
    long offset = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      for (Poison poison : Poison.ALL) {
        Broker.send(TOPIC, poison.value());
        sent.put(offset++, poison);
      }
      Broker.sendViews(TOPIC, GOOD);
      offset += GOOD;
      long reached = offset - GOOD;
      await()
          .atMost(LONG)
          .pollInterval(Duration.ofMillis(100))
          .until(() -> Broker.deadLetters("dead.dlq").stream().anyMatch(e -> isAt(e, reached - 1)));
      worker.kill();
      worker.start();
    }
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> Broker.isConsumed(connector.name(), List.of(TOPIC)));

    assertThat(Tables.count("silver." + TOPIC)).isEqualTo(KILLS * GOOD);
    assertThat(Tables.count(LETTERS)).isEqualTo(sent.size());
    assertThat(kept()).isEqualTo(expected(sent));
    connector.delete();

    assertThat(FrazilProcess.run("verify", LETTERS))
        .satisfies(run -> assertThat(run.output()).contains("Proven: lake." + LETTERS))
        .satisfies(run -> assertThat(run.exitCode()).isZero());
    assertThat(FrazilProcess.run("verify", "silver." + TOPIC).exitCode()).isZero();
    assertThat(FrazilProcess.run("deadletters", "count", "--topic", TOPIC).output())
        .contains(TOPIC + "  duplicate_key ")
        .contains("null_value");
    assertThat(FrazilProcess.run("deadletters", "list", "--reason", "duplicate_key").output())
        .contains(TOPIC + "-0@");
    assertThat(FrazilProcess.run("deadletters", "show", TOPIC + "-0@0").output())
        .contains("reason     invalid_json")
        .contains("value      not json");
  }

  /** The contract lets it pass, and the table that somebody made has narrower columns. */
  @Test
  void anEventThatOnlyTheTableRejectsIsThereAsItCame() throws Exception {
    String topic = "views_narrow";
    Broker.create(topic, 1);
    Stack.spark().query("create namespace if not exists silver");
    Stack.spark()
        .query(
            "create table silver."
                + topic
                + " (event_id string, event_ts timestamp, user_id int) using iceberg");
    ShippedConnector connector = ShippedConnector.viewsOf(topic, "narrow");
    connector.deploy();
    String came =
        "{ \"event_id\" : \"3f1c0cb8-2837-44c9-8a5d-0b6ee85256eb\", \"event_type\":\"view\",\n"
            + " \"event_ts\":\"2025-10-25T14:03:11.50+02:00\", \"user_id\": 5000000000.0,"
            + " \"movie_id\":9, \"not in the contract\" : 12.50 }";
    Broker.send(topic, came.getBytes(StandardCharsets.UTF_8));
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> Broker.isConsumed(connector.name(), List.of(topic)));
    connector.delete();

    assertThat(
            Stack.spark()
                .query(
                    "select error_reason, error_path, raw_payload from silver_deadletter." + topic))
        .containsExactly(
            Map.of("error_reason", "out_of_range", "error_path", "$.user_id", "raw_payload", came));
    assertThat(Tables.count("silver." + topic)).isZero();
  }

  private static boolean isAt(DeadLetter letter, long offset) {
    return letter.origin().equals(TOPIC + "-0@" + offset);
  }

  /** What Spark finds: of each offset the reason, and the value in Base64. */
  private static Map<Long, String> kept() {
    Map<Long, String> kept = new TreeMap<>();
    for (Map<String, @Nullable Object> row :
        Stack.spark()
            .query(
                "select offset, error_reason, base64(coalesce(cast(raw_payload as binary),"
                    + " raw_bytes)) value, in_topic from "
                    + LETTERS)) {
      kept.put(
          ((Number) Objects.requireNonNull(row.get("offset"))).longValue(),
          row.get("error_reason") + " " + row.get("in_topic") + " " + row.get("value"));
    }
    return kept;
  }

  private static Map<Long, String> expected(Map<Long, Poison> sent) {
    Map<Long, String> expected = new TreeMap<>();
    sent.forEach(
        (offset, poison) ->
            expected.put(offset, poison.reason() + " true " + base64(poison.value())));
    return expected;
  }

  /** In lines, as Spark writes it. */
  private static @Nullable String base64(byte @Nullable [] value) {
    return value == null
        ? null
        : new String(Base64.getMimeEncoder().encode(value), StandardCharsets.US_ASCII);
  }
}
