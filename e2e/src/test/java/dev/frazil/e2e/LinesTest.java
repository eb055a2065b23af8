package dev.frazil.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frazil.local.ConnectRest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The shipped connector for the lines of the movie log. */
class LinesTest {
  private static final String TOPIC = "movie_log";
  private static final String TABLE = "silver.events";
  private static final Duration LONG = Duration.ofSeconds(90);

  /** Not long ago: a broker removes what is older than the retention of its topic. */
  private static final long SENT_MS = System.currentTimeMillis();

  /** As the reference says. */
  private static final UUID NAMESPACE = UUID.fromString("0e05aef9-62e8-5992-a78a-669d6d334fb8");

  private static final List<String> GOOD =
      List.of(
          "2025-10-25T14:03:11,1234,GET /data/m/the+shining+1980/35.mpg",
          "2025-10-25T14:03:12,1234,GET /rate/the+shining+1980=4\n",
          "2025-10-25T14:03:13,1234,recommendation request 17645-team01.isri.cmu.edu:8082, status"
              + " 200, result: a+b+2001, c+1999, 21 ms\r\n",
          "2025-10-26T00:30:00.123456+02:00,użytkownik,GET /data/m/zażółć gęślą jaźń"
              + " \"🎬\\/007.mpg");

  /** What the engine is to say of them, but for ids and times of ingestion. */
  private static final List<String> ROWS =
      List.of(
          "2025-10-25T14:03:11Z|2025-10-25|1234|watch|the+shining+1980|35|-|-|-|-|-|movie_log",
          "2025-10-25T14:03:12Z|2025-10-25|1234|rate|the+shining+1980|-|4|-|-|-|-|movie_log",
          "2025-10-25T14:03:13Z|2025-10-25|1234|recommendation|-|-|-|17645-team01.isri.cmu.edu:8082"
              + "|200|a+b+2001, c+1999|21 ms|movie_log",
          "2025-10-25T22:30:00.123456Z|2025-10-25|użytkownik|watch|zażółć gęślą jaźń \"🎬\\|7|-|-|-"
              + "|-|-|movie_log");

  private static final List<BadLine> BAD =
      List.of(
          new BadLine(
              "hello, world",
              "reason=unknown_event_type path=$ v=1: expected a line of one of 3 rules, found"
                  + " \"hello, world\""),
          new BadLine(
              "",
              "reason=unknown_event_type path=$ v=1: expected a line of one of 3 rules, found"
                  + " \"\""),
          new BadLine(
              "2025-10-25T14:03:12,1234,GET /rate/the+shining+1980=6",
              "reason=invalid_rating_value path=$.rating v=1: expected at most 5, found 6"),
          new BadLine(
              "2025-10-25T14:03:12,1234,GET /rate/the+shining+1980=good",
              "reason=wrong_type path=$.rating v=1: expected an integer, found \"good\""),
          new BadLine(
              "2025-02-30T14:03:12,1234,GET /rate/the+shining+1980=4",
              "reason=invalid_timestamp path=$.timestamp v=1: expected a date and time that exist,"
                  + " found \"2025-02-30T14:03:12Z\""),
          new BadLine(
              new byte[] {'2', '0', (byte) 0xc3, '('},
              "reason=unsupported_encoding path=$ v=1: no UTF-8 at byte 2"),
          new BadLine(
              "2025-10-25T14:03:12,1\0,GET /rate/a=4",
              "reason=unsupported_encoding path=$ v=1: a NUL at byte 21"),
          new BadLine(
              GOOD.get(0) + "\n" + GOOD.get(0),
              "reason=schema_validation_failed path=$ v=1: expected one line, found a line break at"
                  + " byte 60"),
          new BadLine(
              "\ufeff2025-10-25T14:03:12,1234,GET /rate/a=4",
              "reason=unsupported_encoding path=$ v=1: a byte order mark"),
          new BadLine(
              "2025-10-25T14:03:12,1234,GET /rate/a=" + "9".repeat(10_000),
              "reason=out_of_range path=$.rating v=1: expected an integer of 32 bits, found "
                  + "9".repeat(100)
                  + "…"),
          new BadLine(
              "2025-10-25T14:03:12,1234,GET /rate/a=1e999999999",
              "reason=out_of_range path=$.rating v=1: expected an integer of 32 bits, found"
                  + " 1e999999999"),
          new BadLine(
              "2025-10-25T14:03:12,1234,GET /rate/a=NaN",
              "reason=wrong_type path=$.rating v=1: expected an integer, found \"NaN\""),
          new BadLine(
              "+999999999-01-01T00:00:00,1234,GET /rate/a=4",
              "reason=invalid_timestamp path=$.timestamp v=1: expected a date and time with an"
                  + " offset or Z, found \"+999999999-01-01T00:00:00Z\""),
          new BadLine(
              "2025-10-25T14:03:12.000000001,1234,GET /rate/a=4",
              "reason=invalid_timestamp path=$.timestamp v=1: expected a date and time no finer"
                  + " than a microsecond, found \"2025-10-25T14:03:12.000000001Z\""),
          new BadLine(
              "2025-10-25T14:03:13,1234,recommendation request " + "a".repeat(60_000),
              "reason=unknown_event_type path=$ v=1: expected a line of one of 3 rules, found"
                  + " \"2025-10-25T14:03:13,1234,recommendation request "
                  + "a".repeat(52)
                  + "…\""),
          new BadLine(
              "x".repeat(900_000),
              "reason=payload_too_large path=$ v=1: expected at most 65536 bytes, found 900000"),
          new BadLine((byte @Nullable []) null, "reason=null_value path=$ v=1: the value is null"));

  private final ConnectRest connect = Stack.local().connect();

  @Test
  void eachLineIsARowOnceOrADeadLetterWithItsReason() throws Exception {
    Broker.createShipped("topics-movie-log.json");
    for (int partition = 0; partition < 3; partition++) {
      List<byte @Nullable []> values = new ArrayList<>();
      GOOD.forEach(line -> values.add(bytes(line)));
      BAD.forEach(line -> values.add(line.value()));
      Broker.send(TOPIC, partition, SENT_MS, values);
    }
    ShippedConnector shipped = ShippedConnector.read("movie-log");
    assertThat(shipped.config()).containsEntry("iceberg.commit.interval-ms", "10000");
    ShippedConnector connector =
        shipped.as(shipped.name(), Map.of("iceberg.commit.interval-ms", "1000"));
    connector.deploy();
    awaitConsumed(connector);

    requireRows();
    requireDeadLetters();
    assertThat(columns())
        .startsWith(
            "event_id string",
            "timestamp timestamp",
            "date string",
            "user_id string",
            "event_type string",
            "movie_id string",
            "minute int",
            "rating int",
            "server string",
            "status_code int",
            "recommendations string",
            "response_time string",
            "ingestion_time timestamp",
            "source_topic string");
    assertThat(
            Stack.spark()
                .query(
                    "select distinct concat(partition.date, '/', partition.event_type) p from "
                        + TABLE
                        + ".partitions order by p"))
        .extracting(row -> row.get("p"))
        .containsExactly("2025-10-25/rate", "2025-10-25/recommendation", "2025-10-25/watch");

    readAgainFromTheStart(connector);
    requireRows();
    requireDeadLetters();

    addARule(connector);
    assertThat(connector.isRunning()).isTrue();
    connector.delete();
  }

  /** No code and no new table: the connector's configuration alone. */
  private void addARule(ShippedConnector connector) {
    connector
        .as(
            connector.name(),
            Map.of(
                "transforms.lines.rules",
                """
                {"rules": [{
                  "event_type": "login",
                  "pattern": "LOGIN (?P<user_id>\\\\pL+) at (?P<timestamp>.*)",
                  "field_mappings": {"user_id": "user_id", "timestamp": 2},
                  "zone": "Europe/Warsaw"}]}
                """))
        .deploy();
    connect.restart(connector.name());
    Broker.send(TOPIC, "LOGIN Żółć at 2025-10-26T02:30:00");
    awaitConsumed(connector);

    assertThat(
            Stack.spark()
                .query(
                    "select user_id, timestamp, date from "
                        + TABLE
                        + " where event_type = 'login'"))
        .containsExactly(
            Map.of("user_id", "Żółć", "timestamp", "2025-10-26T00:30:00Z", "date", "2025-10-26"));
  }

  /**
   * What must become a dead letter.
   *
   * @param value what is sent
   * @param message of the rejection
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  private record BadLine(byte @Nullable [] value, String message) {
    BadLine(String value, String message) {
      this(bytes(value), message);
    }
  }

  private void requireRows() throws Exception {
    List<String> expected = new ArrayList<>();
    for (int partition = 0; partition < 3; partition++) {
      for (int offset = 0; offset < GOOD.size(); offset++) {
        expected.add(id(partition, offset) + "|" + ROWS.get(offset));
      }
    }
    List<Map<String, @Nullable Object>> rows =
        Stack.spark()
            .query(
                "select event_id, timestamp, concat_ws('|', date, user_id, event_type,"
                    + " nvl(movie_id, '-'), nvl(string(minute), '-'), nvl(string(rating), '-'),"
                    + " nvl(server, '-'), nvl(string(status_code), '-'), nvl(recommendations, '-'),"
                    + " nvl(response_time, '-'), source_topic) others from "
                    + TABLE);
    assertThat(rows)
        .extracting(
            row -> row.get("event_id") + "|" + row.get("timestamp") + "|" + row.get("others"))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(
            Tables.number(
                "select count(*) n from "
                    + TABLE
                    + " where ingestion_time between current_timestamp() - interval 10 minutes and"
                    + " current_timestamp()"))
        .isEqualTo(expected.size());
  }

  private static void requireDeadLetters() {
    Map<String, String> expected = new TreeMap<>();
    Map<String, byte @Nullable []> values = new TreeMap<>();
    for (int partition = 0; partition < 3; partition++) {
      int offset = GOOD.size();
      for (BadLine line : BAD) {
        String origin = TOPIC + "-" + partition + "@" + offset++;
        expected.put(origin, line.message());
        values.put(origin, line.value());
      }
    }
    Map<String, String> actual = new TreeMap<>();
    List<DeadLetter> letters = Broker.deadLetters("movie-log.dlq");
    for (DeadLetter letter : letters) {
      actual.put(letter.origin(), letter.rejection().message());
      assertThat(letter.record().value()).isEqualTo(values.get(letter.origin()));
    }
    assertThat(actual).isEqualTo(expected);
    assertThat(letters).hasSameSizeAs(expected.keySet());
  }

  private static List<String> columns() {
    return Stack.spark().query("describe " + TABLE).stream()
        .map(row -> row.get("col_name") + " " + row.get("data_type"))
        .toList();
  }

  private void readAgainFromTheStart(ShippedConnector connector) {
    connect.stop(connector.name());
    connect.await(connector.name(), LONG, status -> status.tasks().isEmpty());
    connect.resetOffsets(connector.name());
    connect.resume(connector.name());
    awaitConsumed(connector);
  }

  private static void awaitConsumed(ShippedConnector connector) {
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> Broker.isConsumed(connector.name(), List.of(TOPIC)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The UUID of version 5 that the reference promises. */
  private static UUID id(int partition, int offset) throws Exception {
    MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
    ByteBuffer namespace = ByteBuffer.allocate(16);
    namespace.putLong(NAMESPACE.getMostSignificantBits());
    namespace.putLong(NAMESPACE.getLeastSignificantBits());
    sha1.update(namespace.array());
    byte[] hash = sha1.digest(bytes(TOPIC + "-" + partition + "@" + offset + "/" + SENT_MS));
    hash[6] = (byte) ((hash[6] & 0x0f) | 0x50);
    hash[8] = (byte) ((hash[8] & 0x3f) | 0x80);
    ByteBuffer bits = ByteBuffer.wrap(hash);
    return new UUID(bits.getLong(), bits.getLong());
  }
}
