package dev.frazil.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Connect's own converters in place of the bytes. */
class ConvertersTest {
  private static final String JSON = "org.apache.kafka.connect.json.JsonConverter";

  @Test
  void jsonWithoutSchemaGoesThroughTheContract() throws Exception {
    Broker.create("views_map", 1);
    Broker.sendViews("views_map", 100);
    ShippedConnector connector =
        ShippedConnector.viewsOf("views_map", "map")
            .as("map", Map.of("value.converter", JSON, "value.converter.schemas.enable", "false"));

    run(connector, "views_map");

    assertThat(Tables.count("silver.views_map")).isEqualTo(100);
    assertThat(Broker.deadLetters("map.dlq")).isEmpty();
  }

  @Test
  void jsonWithItsSchemaMakesTheTable() throws Exception {
    Broker.create("orders_struct", 1);
    Broker.send(
        "orders_struct",
        """
        {"schema":{"type":"struct","name":"order","fields":[
          {"field":"order_id","type":"int64","optional":false},
          {"field":"customer","type":"string","optional":true},
          {"field":"products","type":"array","optional":true,
           "items":{"type":"struct","fields":[
             {"field":"name","type":"string"},{"field":"price","type":"double"}]}}]},
         "payload":{"order_id":1,"customer":"zażółć gęślą jaźń",
          "products":[{"name":"shoes","price":49.99},{"name":"t-shirt","price":49.99}]}}\
        """);
    ShippedConnector shipped = ShippedConnector.viewsOf("orders_struct", "struct");
    Map<String, String> config = new LinkedHashMap<>(shipped.config());
    config.keySet().removeIf(key -> key.startsWith("transforms"));
    config.put("value.converter", JSON);
    config.put("iceberg.tables.default-partition-by", "bucket(order_id, 4)");
    ShippedConnector connector = new ShippedConnector("struct", config);

    run(connector, "orders_struct");

    Map<String, ?> row =
        Stack.spark()
            .query(
                "select customer, size(products) many, products[1].name second"
                    + " from silver.orders_struct")
            .get(0);
    assertThat(row.get("customer")).isEqualTo("zażółć gęślą jaźń");
    assertThat(row.get("many")).hasToString("2");
    assertThat(row.get("second")).isEqualTo("t-shirt");
  }

  private static void run(ShippedConnector connector, String topic) {
    connector.deploy();
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> Broker.isConsumed(connector.name(), List.of(topic)));
    connector.delete();
  }
}
