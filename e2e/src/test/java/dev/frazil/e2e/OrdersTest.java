package dev.frazil.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frazil.local.TopicSpec;
import dev.frazil.local.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Orders in Avro: a real registry, and a converter in a plugin directory of its own. */
@Tag("engines")
class OrdersTest {
  private static final String POLISH = "zażółć gęślą jaźń";

  private static final String FIRST_SCHEMA =
      """
      {"type": "record", "name": "Order", "fields": [
        {"name": "order_id", "type": "int"},
        {"name": "customer", "type": "string"},
        {"name": "description", "type": ["null", "string"], "default": null},
        {"name": "price", "type": "float"},
        {"name": "products", "type": {"type": "array", "items":
          {"type": "record", "name": "Product", "fields": [
            {"name": "name", "type": "string"},
            {"name": "price", "type": "double"}]}}}]}
      """;

  /** The id and the price wider, a field with a default more, here and in the nested record. */
  private static final String SECOND_SCHEMA =
      """
      {"type": "record", "name": "Order", "fields": [
        {"name": "order_id", "type": "long"},
        {"name": "customer", "type": "string"},
        {"name": "description", "type": ["null", "string"], "default": null},
        {"name": "price", "type": "double"},
        {"name": "products", "type": {"type": "array", "items":
          {"type": "record", "name": "Product", "fields": [
            {"name": "name", "type": "string"},
            {"name": "price", "type": "double"},
            {"name": "quantity", "type": "int", "default": 1}]}}},
        {"name": "currency", "type": "string", "default": "PLN"}]}
      """;

  private static final String RECURSIVE_SCHEMA =
      """
      {"type": "record", "name": "Parcel", "fields": [
        {"name": "label", "type": "string"},
        {"name": "inside", "type": ["null", "Parcel"], "default": null}]}
      """;

  @BeforeAll
  static void start() {
    Stack.useEngines();
    Registry.running();
  }

  @Test
  void nestedOrdersAreRowsAndWhatCannotBeReadIsADeadLetterWithItsBytes() throws Exception {
    Path home = Path.of(System.getProperty("frazil.home"));
    try (Topics topics = Broker.topics()) {
      topics.create(TopicSpec.load(home.resolve("config/topics.json")));
    }
    int id = Registry.register("orders-value", FIRST_SCHEMA);
    int recursive = Registry.register("parcels-value", RECURSIVE_SCHEMA);
    byte[] good = order(id, 1);
    Map<String, byte[]> bad = new LinkedHashMap<>();
    bad.put("unknown_schema", bytes("{\"order_id\": 1}"));
    bad.put("unknown_schema too short", new byte[] {0, 0, 0});
    bad.put("unknown_schema empty", new byte[0]);
    byte[] wrongMagic = good.clone();
    wrongMagic[0] = 1;
    bad.put("unknown_schema wrong magic", wrongMagic);
    bad.put("unknown_schema no such id", order(987_654, 1));
    bad.put("schema_validation_failed truncated", Arrays.copyOf(good, good.length - 3));
    bad.put("schema_validation_failed no body", Arrays.copyOf(good, 5));
    bad.put(
        "too_deep", AvroBytes.framed(recursive).text("a").whole(1).text("b").whole(0).toBytes());
    ShippedConnector orders =
        ShippedConnector.orders().as("orders", Map.of("iceberg.commit.interval-ms", "1000"));
    orders.deploy();

    Broker.send("orders", good);
    for (byte[] value : bad.values()) {
      Broker.send("orders", value);
    }
    Broker.send("orders", (byte[]) null);
    Broker.send("orders", order(id, 2));
    awaitConsumed(orders, "orders");

    List<Map<String, @Nullable Object>> rows =
        Stack.spark()
            .query(
                "select order_id, customer, description, cast(price as string) price,"
                    + " size(products) many, products[1].name second,"
                    + " cast(products[1].price as string) second_price"
                    + " from silver.orders order by order_id");
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).get("order_id")).hasToString("1");
    assertThat(rows.get(0).get("customer")).isEqualTo(POLISH);
    assertThat(rows.get(0).get("description")).isNull();
    assertThat(rows.get(0).get("price")).isEqualTo("99.5");
    assertThat(rows.get(0).get("many")).hasToString("2");
    assertThat(rows.get(0).get("second")).isEqualTo("koszulka");
    assertThat(rows.get(0).get("second_price")).isEqualTo("49.99");

    Map<String, byte[]> letters = new TreeMap<>();
    for (DeadLetter letter : Broker.deadLetters("orders.dlq")) {
      String code = letter.rejection().reason().code();
      byte @Nullable [] value = letter.record().value();
      if (value == null) {
        assertThat(code).isEqualTo("null_value");
        continue;
      }
      assertThat(letter.rejection().path()).isEqualTo("$");
      String kind =
          bad.entrySet().stream()
              .filter(each -> Arrays.equals(each.getValue(), value))
              .map(Map.Entry::getKey)
              .findFirst()
              .orElseThrow();
      assertThat(kind).startsWith(code);
      assertThat(letters.put(kind, value)).as("second dead letter of %s", kind).isNull();
    }
    assertThat(letters.keySet()).containsExactlyInAnyOrderElementsOf(bad.keySet());
    assertThat(Broker.deadLetters("orders.dlq")).hasSize(bad.size() + 1);
    assertThat(keptInTheTable()).containsExactlyInAnyOrderElementsOf(keptOf(bad));
    assertThat(orders.isRunning()).isTrue();
    orders.delete();
  }

  /** Reason and bytes of each dead letter in the table. */
  private static List<String> keptInTheTable() {
    return Stack.spark()
        .query(
            "select error_reason, hex(coalesce(raw_bytes, cast(raw_payload as binary))) value"
                + " from silver_deadletter.orders")
        .stream()
        .map(row -> row.get("error_reason") + " " + row.get("value"))
        .toList();
  }

  private static List<String> keptOf(Map<String, byte[]> bad) {
    List<String> kept = new ArrayList<>(List.of("null_value null"));
    bad.forEach(
        (kind, value) ->
            kept.add(
                kind.split(" ", 2)[0] + " " + HexFormat.of().withUpperCase().formatHex(value)));
    return kept;
  }

  @Test
  void aSchemaThatEvolvesInTheRegistryEvolvesTheTable() throws Exception {
    Broker.create("orders_evolved", 1);
    int first = Registry.register("orders_evolved-value", FIRST_SCHEMA);
    ShippedConnector orders = ordersOf("orders_evolved");
    orders.deploy();
    Broker.send("orders_evolved", order(first, 1));
    Broker.send("orders_evolved", order(first, 2));
    awaitConsumed(orders, "orders_evolved");

    int second = Registry.register("orders_evolved-value", SECOND_SCHEMA);
    assertThat(second).isNotEqualTo(first);
    Broker.send("orders_evolved", evolvedOrder(second, 5_000_000_000L, "EUR"));
    Broker.send("orders_evolved", order(first, 3));
    awaitConsumed(orders, "orders_evolved");

    assertThat(columns("silver.orders_evolved"))
        .containsEntry("order_id", "bigint")
        .containsEntry("price", "double")
        .containsEntry("currency", "string")
        .containsEntry("products", "array<struct<name:string,price:double,quantity:int>>");
    List<Map<String, @Nullable Object>> rows =
        Stack.spark()
            .query(
                "select order_id, cast(price as string) price, currency,"
                    + " products[0].quantity quantity"
                    + " from silver.orders_evolved order by order_id");
    assertThat(rows)
        .extracting(
            row ->
                row.get("order_id")
                    + " "
                    + row.get("price")
                    + " "
                    + row.get("currency")
                    + " "
                    + row.get("quantity"))
        .containsExactly(
            "1 99.5 null null", "2 99.5 null null", "3 99.5 null null", "5000000000 0.1 EUR 7");
    assertThat(Broker.deadLetters("orders_evolved.dlq")).isEmpty();
    orders.delete();
  }

  @Test
  void aRegistryThatIsDownDeadLettersNothing() throws Exception {
    Broker.create("orders_outage", 1);
    int known = Registry.register("orders_outage-value", FIRST_SCHEMA);
    int unknown = Registry.register("orders_outage-value", SECOND_SCHEMA);
    ShippedConnector orders = ordersOf("orders_outage");
    orders.deploy();
    Broker.send("orders_outage", order(known, 1));
    awaitConsumed(orders, "orders_outage");

    Stack.local().registry().stop();
    Broker.send("orders_outage", order(known, 2));
    Broker.send("orders_outage", evolvedOrder(unknown, 3, "EUR"));
    Broker.send("orders_outage", order(known, 4));
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> Tables.count("silver.orders_outage") == 2);
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () ->
                workerLog()
                    .contains(
                        "Cannot read orders_outage-0@2 yet: the registry does not answer, asked"
                            + " for schema "
                            + unknown
                            + ": "));
    assertThat(orders.isRunning()).isTrue();
    assertThat(Broker.deadLetters("orders_outage.dlq")).isEmpty();

    Registry.running();
    awaitConsumed(orders, "orders_outage");

    assertThat(Stack.spark().query("select order_id from silver.orders_outage order by order_id"))
        .extracting(row -> String.valueOf(row.get("order_id")))
        .containsExactly("1", "2", "3", "4");
    assertThat(Broker.deadLetters("orders_outage.dlq")).isEmpty();
    orders.delete();
  }

  @Test
  void aWrongPathOfTheRegistryDeadLettersNothing() throws Exception {
    Broker.create("orders_astray", 1);
    int id = Registry.register("orders_astray-value", FIRST_SCHEMA);
    Broker.send("orders_astray", order(id, 1));
    ShippedConnector orders = ordersOf("orders_astray");
    orders
        .as(
            orders.name(),
            Map.of(
                "value.converter.apicurio.registry.url",
                "${env:FRAZIL_REGISTRY_URL}/apis/nowhere/v2"))
        .deploy();
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () ->
                workerLog()
                    .contains(
                        "Cannot read orders_astray-0@0 yet: the registry does not give schema "
                            + id
                            + ": "));
    assertThat(orders.isRunning()).isTrue();

    orders.deploy();
    awaitConsumed(orders, "orders_astray");

    assertThat(Tables.count("silver.orders_astray")).isEqualTo(1);
    assertThat(Broker.deadLetters("orders_astray.dlq")).isEmpty();
    orders.delete();
  }

  private static ShippedConnector ordersOf(String topic) throws Exception {
    return ShippedConnector.orders()
        .as(
            topic,
            Map.of(
                "tasks.max",
                "1",
                "topics",
                topic,
                "errors.deadletterqueue.topic.name",
                topic + ".dlq",
                "iceberg.commit.interval-ms",
                "1000"));
  }

  private static byte[] order(int schemaId, long orderId) {
    return AvroBytes.framed(schemaId)
        .whole(orderId)
        .text(POLISH)
        .whole(0)
        .single(99.5f)
        .whole(2)
        .text("buty")
        .real(49.51)
        .text("koszulka")
        .real(49.99)
        .whole(0)
        .toBytes();
  }

  private static byte[] evolvedOrder(int schemaId, long orderId, String currency) {
    return AvroBytes.framed(schemaId)
        .whole(orderId)
        .text(POLISH)
        .whole(1)
        .text("pilne")
        .real(0.1)
        .whole(1)
        .text("buty")
        .real(49.51)
        .whole(7)
        .whole(0)
        .text(currency)
        .toBytes();
  }

  private static Map<String, String> columns(String table) {
    Map<String, String> columns = new TreeMap<>();
    Stack.spark()
        .query("describe table " + table)
        .forEach(
            row ->
                columns.put(
                    String.valueOf(row.get("col_name")), String.valueOf(row.get("data_type"))));
    return columns;
  }

  private static String workerLog() throws Exception {
    return Files.readString(Stack.local().workers().get(0).log());
  }

  private static void awaitConsumed(ShippedConnector connector, String topic) {
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> Broker.isConsumed(connector.name(), List.of(topic)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
