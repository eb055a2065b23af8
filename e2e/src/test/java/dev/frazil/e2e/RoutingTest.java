package dev.frazil.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frazil.cli.events.BadKind;
import dev.frazil.cli.events.EventMix;
import dev.frazil.cli.events.EventStream;
import dev.frazil.cli.events.MovieEvent;
import dev.frazil.cli.events.MovieTopic;
import dev.frazil.local.ConnectRestException;
import dev.frazil.local.ConnectWorker;
import dev.frazil.transforms.reject.Rejection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Records that go to tables by what is in them, across kills and restarts of the worker. */
class RoutingTest {
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final String NEVER = String.valueOf(Duration.ofHours(1).toMillis());
  private static final int ROUNDS = 200;

  @Test
  void aFieldChoosesAmongTables() throws Exception {
    Broker.create("route_static", 2);
    ShippedConnector connector =
        maps(
            "route-static",
            "route_static",
            Map.of(
                "iceberg.tables", "silver.route_list,silver.route_create",
                "iceberg.tables.route-field", "type",
                "iceberg.table.silver.route_list.route-regex", "list|both",
                "iceberg.table.silver.route_create.route-regex", "create|both"));
    interrupted(connector, "route_static", 1, "list", "create", "both", "other");

    assertRows("silver.route_list", 2, "type in ('list', 'both')");
    assertRows("silver.route_create", 2, "type in ('create', 'both')");
    assertThat(letters("route-static.dlq"))
        .containsOnlyKeys(
            "unroutable $.type Cannot route by field type: 'other' fits no pattern"
                + " (iceberg.table.NAME.route-regex)")
        .allSatisfy((why, records) -> assertThat(records).isEqualTo(ROUNDS));
    connector.delete();
  }

  @Test
  void aFieldNamesTheTable() throws Exception {
    Broker.create("route_dynamic", 2);
    ShippedConnector connector =
        maps(
            "route-dynamic",
            "route_dynamic",
            Map.of(
                "iceberg.tables.dynamic-enabled", "true",
                "iceberg.tables.route-field", "type",
                "iceberg.tables.allowed-namespaces", "routed"));
    interrupted(connector, "route_dynamic", 2, "routed.first", "Routed.SECOND", "silver.x", "../x");

    assertRows("routed.first", 1, "type = 'routed.first'");
    assertRows("routed.second", 1, "type = 'Routed.SECOND'");
    assertThat(Stack.spark().query("show tables in routed")).hasSize(2);
    assertThat(letters("route-dynamic.dlq"))
        .containsOnlyKeys(
            "unroutable $.type Cannot route by field type: 'silver.x' is in no allowed namespace"
                + " (iceberg.tables.allowed-namespaces: routed)",
            "unroutable $.type Cannot route by field type: '../x' names no table: U+002F at 3"
                + " (expected namespace.table, each level 1 to 255 of A-Z a-z 0-9 _ -)")
        .allSatisfy((why, records) -> assertThat(records).isEqualTo(ROUNDS));
    connector.delete();
  }

  @Test
  void aHeaderNamesTheTopicThatNamesTheTable() throws Exception {
    Broker.create("route_header", 1);
    ShippedConnector views = ShippedConnector.viewsOf("route_header", "route-header");
    ShippedConnector connector =
        views.as(
            views.name(),
            Map.of(
                "transforms", "validate, route",
                "transforms.route.type", "dev.frazil.transforms.RouteEvent",
                "transforms.route.header", "tenant",
                "transforms.route.pattern", "tenant-(\\w+)",
                "transforms.route.destination", "views_of_$1",
                "transforms.route.allowed", "views_of_acme,views_of_zoo",
                "transforms.route.on.reject", "mark"));
    connector.deploy();
    sendWithHeader("route_header", "tenant-acme", 30);
    sendWithHeader("route_header", "tenant-zoo", 20);
    sendWithHeader("route_header", "tenant-evil", 3);
    sendWithHeader("route_header", "тenant-zoo", 2);
    until(() -> Broker.isConsumed(connector.name(), List.of("route_header")));

    assertThat(Tables.count("silver.views_of_acme")).isEqualTo(30);
    assertThat(Tables.count("silver.views_of_zoo")).isEqualTo(20);
    assertThat(
            Tables.count(
                "silver.views_of_zoo where _kafka_topic = 'route_header' and _kafka_offset >= 30"))
        .isEqualTo(20);
    assertThat(letters("route-header.dlq"))
        .isEqualTo(
            Map.of(
                "unroutable $ Cannot route by header tenant: 'views_of_evil' is not among the"
                    + " allowed names",
                3L,
                "unroutable $ Cannot route by header tenant: 'тenant-zoo' does not fit"
                    + " tenant-(\\w+)",
                2L));
    connector.delete();
  }

  @Test
  void aTopicThatIsMadeLaterIsReadIfItFits() throws Exception {
    Broker.create("later_one", 1);
    ShippedConnector views = ShippedConnector.viewsOf("later_one", "later");
    Map<String, String> config = new LinkedHashMap<>(views.config());
    config.remove("topics");
    config.put("topics.regex", "later_.*");
    config.put("consumer.override.metadata.max.age.ms", "1000");
    ShippedConnector connector = new ShippedConnector("later", config);
    connector.deploy();
    Broker.sendViews("later_one", 10);
    until(() -> Broker.isConsumed("later", List.of("later_one")));

    Broker.create("later_two", 2);
    Broker.sendViews("later_two", 25);
    until(() -> Broker.isConsumed("later", List.of("later_one", "later_two")));

    assertThat(Tables.count("silver.later_one")).isEqualTo(10);
    assertThat(Tables.count("silver.later_two")).isEqualTo(25);
    assertThat(Broker.deadLetters("later.dlq")).isEmpty();
    connector.delete();
  }

  /** A connector of JSON objects without contract. */
  private static ShippedConnector maps(String name, String topic, Map<String, String> routing)
      throws Exception {
    Map<String, String> config =
        new LinkedHashMap<>(ShippedConnector.viewsOf(topic, name).config());
    config.keySet().removeIf(key -> key.startsWith("transforms"));
    config.keySet().removeIf(key -> key.startsWith("iceberg.tables.topic"));
    config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
    config.put("value.converter.schemas.enable", "false");
    config.put("iceberg.tables.default-partition-by", "bucket(id, 2)");
    config.putAll(routing);
    return new ShippedConnector(name, config);
  }

  /**
   * Three thirds of records: the worker is killed after the first, with nothing committed, and
   * stopped after the second; the last third finds all tables made.
   */
  private static void interrupted(
      ShippedConnector connector, String topic, int badTypes, String... types) throws Exception {
    String letters = connector.name() + ".dlq";
    ConnectWorker worker = Stack.local().workers().get(0);
    deploy(connector.as(connector.name(), Map.of("iceberg.commit.interval-ms", NEVER)));
    send(topic, 0, ROUNDS / 4, types);
    until(() -> rejected(letters) == (long) badTypes * ROUNDS / 4);
    worker.kill();
    worker.start();
    deploy(connector);
    send(topic, ROUNDS / 4, ROUNDS / 2, types);
    until(() -> Broker.isConsumed(connector.name(), List.of(topic)));
    deploy(connector.as(connector.name(), Map.of("iceberg.commit.interval-ms", NEVER)));
    send(topic, ROUNDS / 2, ROUNDS, types);
    until(() -> rejected(letters) == (long) badTypes * ROUNDS);
    worker.stop();
    worker.start();
    deploy(connector);
    until(() -> Broker.isConsumed(connector.name(), List.of(topic)));
  }

  /** A worker that has just started may be too slow for the validation: it is asked again. */
  private static void deploy(ShippedConnector connector) {
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(500))
        .ignoreException(ConnectRestException.class)
        .untilAsserted(connector::deploy);
  }

  /** Sends one record of each type in each round. */
  private static void send(String topic, int from, int to, String... types) {
    List<ProducerRecord<byte @Nullable [], byte @Nullable []>> records = new ArrayList<>();
    for (int round = from; round < to; round++) {
      for (String type : types) {
        String value = "{\"id\":" + round + ",\"type\":\"" + type + "\"}";
        records.add(new ProducerRecord<>(topic, round % 2, null, bytes(value)));
      }
    }
    Broker.send(records);
  }

  /** Sends good view events under a header. */
  private static void sendWithHeader(String topic, String tenant, int count) {
    EventMix goodViews =
        EventMix.REALISTIC.only(MovieTopic.VIEWS).bad(0, EnumSet.noneOf(BadKind.class));
    EventStream stream = EventStream.of(goodViews, tenant.hashCode(), Instant.now());
    List<ProducerRecord<byte @Nullable [], byte @Nullable []>> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      MovieEvent event = stream.next();
      ProducerRecord<byte @Nullable [], byte @Nullable []> record =
          new ProducerRecord<>(topic, event.key(), event.value());
      record.headers().add("tenant", bytes(tenant));
      records.add(record);
    }
    Broker.send(records);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(LONG).pollInterval(Duration.ofMillis(500)).until(condition);
  }

  /** Each round once for each of the types, and nothing else. */
  private static void assertRows(String table, int types, String only) {
    assertThat(Tables.count(table)).isEqualTo((long) types * ROUNDS);
    assertThat(Tables.count(table + " where " + only)).isEqualTo((long) types * ROUNDS);
    assertThat(Tables.distinctOrigins(table)).isEqualTo((long) types * ROUNDS);
    assertThat(Tables.number("select count(distinct id) n from " + table)).isEqualTo(ROUNDS);
  }

  /** From how many records each kind of dead letter comes: a kill may send one twice. */
  private static Map<String, Long> letters(String topic) {
    Map<String, Set<String>> origins = new TreeMap<>();
    for (DeadLetter letter : Broker.deadLetters(topic)) {
      Rejection why = letter.rejection();
      origins
          .computeIfAbsent(
              why.reason().code() + " " + why.path() + " " + why.detail(),
              unused -> new HashSet<>())
          .add(letter.origin());
    }
    Map<String, Long> counts = new TreeMap<>();
    origins.forEach((why, records) -> counts.put(why, (long) records.size()));
    return counts;
  }

  private static long rejected(String topic) {
    return letters(topic).values().stream().mapToLong(Long::longValue).sum();
  }
}
