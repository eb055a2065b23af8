package dev.frazil.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frazil.local.ConnectRest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The shipped connector for raw topics. */
class BronzeTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  /** Not long ago: a broker removes what is older than the retention of its topic. */
  private static final long SENT_MS = System.currentTimeMillis();

  private static final String DOTTED = "trips-raw.v1";

  private static final List<String> GOOD =
      List.of(
          "{\"trip_id\": 1, \"city\": \"zażółć gęślą jaźń\"}",
          "not JSON at all, 🎬 \\ \" \t\r\n",
          "",
          "\ufeffwith a mark",
          "[".repeat(10_000),
          "9".repeat(10_000),
          "x".repeat(900_000));

  /** What a table of texts cannot hold, by the message of its rejection. */
  private static final Map<String, byte @Nullable []> BAD = new LinkedHashMap<>();

  static {
    BAD.put(
        "reason=unsupported_encoding path=$ v=1: no UTF-8 at byte 2",
        new byte[] {'{', '"', (byte) 0xc3, '(', '"', '}'});
    BAD.put(
        "reason=unsupported_encoding path=$ v=1: no UTF-8 at byte 0",
        new byte[] {(byte) 0xff, (byte) 0xfe, 'a', 0});
    BAD.put(
        "reason=unsupported_encoding path=$ v=1: no UTF-8 at byte 1",
        new byte[] {'a', (byte) 0xe2, (byte) 0x82});
    BAD.put("reason=null_value path=$ v=1: the value is null", null);
  }

  private final ConnectRest connect = Stack.local().connect();

  @Test
  void everyTopicIsInItsTableAsItIs() throws Exception {
    Broker.createShipped("topics-bronze.json");
    Broker.create(DOTTED, 1);
    ShippedConnector shipped = ShippedConnector.read("bronze");
    assertThat(shipped.config()).containsEntry("iceberg.commit.interval-ms", "10000");
    String topics = shipped.config().get("topics") + "," + DOTTED;
    ShippedConnector connector =
        shipped.as(shipped.name(), Map.of("topics", topics, "iceberg.commit.interval-ms", "1000"));
    List<String> names = Arrays.asList(topics.split(","));
    assertThat(names).hasSize(9);
    for (String topic : names) {
      List<byte @Nullable []> values = new ArrayList<>();
      GOOD.forEach(value -> values.add(value.getBytes(StandardCharsets.UTF_8)));
      values.addAll(BAD.values());
      Broker.send(topic, 0, SENT_MS, values);
    }
    connector.deploy();
    awaitConsumed(connector, names);

    names.forEach(BronzeTest::requireRows);
    requireDeadLetters(names);
    assertThat(columns("bronze.bronze_trips"))
        .containsExactly(
            "_raw_value string",
            "_kafka_partition int",
            "_kafka_offset bigint",
            "_kafka_timestamp timestamp",
            "_ingested_at timestamp",
            "_ingestion_date string",
            "_kafka_topic_id string",
            "_kafka_topic string");

    connect.stop(connector.name());
    connect.await(connector.name(), LONG, status -> status.tasks().isEmpty());
    connect.resetOffsets(connector.name());
    connect.resume(connector.name());
    awaitConsumed(connector, names);
    names.forEach(BronzeTest::requireRows);
    requireDeadLetters(names);
    assertThat(connector.isRunning()).isTrue();
    connector.delete();
  }

  private static void requireRows(String topic) {
    String table = table(topic);
    List<Map<String, @Nullable Object>> expected = new ArrayList<>();
    for (int offset = 0; offset < GOOD.size(); offset++) {
      Map<String, @Nullable Object> row = new HashMap<>();
      row.put("_raw_value", GOOD.get(offset));
      row.put("_kafka_partition", 0L);
      row.put("_kafka_offset", (long) offset);
      row.put("_kafka_timestamp", Instant.ofEpochMilli(SENT_MS).toString());
      row.put("_kafka_topic", topic);
      expected.add(row);
    }
    assertThat(
            Stack.spark()
                .query(
                    "select _raw_value, _kafka_partition, _kafka_offset, _kafka_timestamp,"
                        + " _kafka_topic from "
                        + table))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(
            Tables.number(
                "select count(*) n from "
                    + table
                    + " where _ingestion_date = date_format(_ingested_at, 'yyyy-MM-dd') and"
                    + " _ingested_at between current_timestamp() - interval 10 minutes and"
                    + " current_timestamp()"))
        .isEqualTo(GOOD.size());
    assertThat(
            Tables.number(
                "select count(*) n from "
                    + table
                    + ".partitions where partition._ingestion_date is not null"))
        .isPositive();
  }

  private static void requireDeadLetters(List<String> topics) {
    Map<String, String> expected = new TreeMap<>();
    for (String topic : topics) {
      int offset = GOOD.size();
      for (String message : BAD.keySet()) {
        expected.put(topic + "-0@" + offset++, message);
      }
    }
    Map<String, String> actual = new TreeMap<>();
    List<DeadLetter> letters = Broker.deadLetters("bronze.dlq");
    for (DeadLetter letter : letters) {
      actual.put(letter.origin(), letter.rejection().message());
      assertThat(letter.record().value()).isEqualTo(BAD.get(letter.rejection().message()));
    }
    assertThat(actual).isEqualTo(expected);
    assertThat(letters).hasSameSizeAs(expected.keySet());
  }

  private static String table(String topic) {
    return "bronze.bronze_" + topic.replaceAll("[^A-Za-z0-9_]", "_");
  }

  private static List<String> columns(String table) {
    return Stack.spark().query("describe " + table).stream()
        .map(row -> row.get("col_name") + " " + row.get("data_type"))
        .takeWhile(column -> !column.startsWith("#"))
        .toList();
  }

  private static void awaitConsumed(ShippedConnector connector, List<String> topics) {
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> Broker.isConsumed(connector.name(), topics));
  }
}
