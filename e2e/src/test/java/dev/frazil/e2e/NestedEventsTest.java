package dev.frazil.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Events with objects and arrays in them, by a contract that is put together of schemas. */
class NestedEventsTest {
  private static final String CONTRACT =
      """
      {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Order", "type": "object",
       "x-frazil-unknown": "capture",
       "allOf": [{"$ref": "#/$defs/event"}],
       "properties": {
         "customer": {"type": "object", "required": ["name"], "properties": {
           "name": {"type": "string"}, "email": {"type": ["string", "null"], "format": "email"}}},
         "products": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/product"}},
         "labels": {"type": "object", "additionalProperties": {"type": "string"}},
         "due": {"type": "string", "format": "date"},
         "note": {"x-frazil-type": "json"}},
       "required": ["products"],
       "$defs": {
         "event": {"properties": {"order_id": {"type": "integer"}}, "required": ["order_id"]},
         "product": {"type": "object", "required": ["name", "price"], "properties": {
           "name": {"type": "string"},
           "price": {"type": "number", "exclusiveMinimum": 0, "x-frazil-type": "decimal(10,2)"}}}}}
      """;

  @Test
  void nestedValuesAreColumnsAndWhatIsWrongInsideIsNamed() throws Exception {
    Broker.create("orders_json", 1);
    Broker.send(
        "orders_json",
        """
        {"order_id": 1, "customer": {"name": "za\\u017c\\u00f3\\u0142\\u0107 gęślą jaźń", "email": null},
         "products": [{"name": "shoes", "price": 49.9}, {"price": 5, "name": "laces"}], "labels": {"a": "b"},
         "due": "2025-10-25", "note": {"x" : [1, 2.50]}, "extra": [true]}\
        """);
    Broker.send(
        "orders_json",
        "{\"order_id\":2,\"products\":[{\"name\":\"x\",\"price\":1},{\"name\":\"y\",\"price\":0}]}");
    Broker.send("orders_json", "{\"order_id\":3,\"products\":[{\"name\":\"x\",\"price\":1.005}]}");
    Broker.send("orders_json", "{\"order_id\":4,\"products\":[]}");
    Broker.send(
        "orders_json",
        "{\"products\":[{\"name\":\"x\",\"price\":1}],\"customer\":{\"name\":\"n\",\"email\":\"@\"}}");
    ShippedConnector connector = connector();

    connector.deploy();
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> Broker.isConsumed(connector.name(), List.of("orders_json")));
    connector.delete();

    assertThat(
            Stack.spark()
                .query(
                    "select order_id, customer.name who, customer.email mail, products[0].price"
                        + " first, products[1].name second, labels['a'] label, due, note, _unknown"
                        + " from silver.orders_json"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.get("order_id")).hasToString("1");
              assertThat(row.get("who")).isEqualTo("zażółć gęślą jaźń");
              assertThat(row.get("mail")).isNull();
              assertThat(row.get("first")).hasToString("49.90");
              assertThat(row.get("second")).isEqualTo("laces");
              assertThat(row.get("label")).isEqualTo("b");
              assertThat(row.get("due")).hasToString("2025-10-25");
              assertThat(row.get("note")).isEqualTo("{\"x\" : [1, 2.50]}");
              assertThat(row.get("_unknown")).isEqualTo("{\"extra\": [true]}");
            });
    assertThat(Broker.deadLetters("nested.dlq"))
        .extracting(letter -> letter.origin() + " " + letter.rejection().message())
        .containsExactly(
            "orders_json-0@1 reason=schema_validation_failed path=$.products[1].price v=1: expected"
                + " more than 0, found 0",
            "orders_json-0@2 reason=out_of_range path=$.products[0].price v=1: expected a number of"
                + " at most 10 digits, 2 of them decimals, found 1.005",
            "orders_json-0@3 reason=schema_validation_failed path=$.products v=1: expected at least"
                + " 1 elements, not 0, found []",
            "orders_json-0@4 reason=schema_validation_failed path=$.customer.email v=1: expected an"
                + " e-mail address, found \"@\"");
  }

  private static ShippedConnector connector() throws Exception {
    ShippedConnector shipped = ShippedConnector.viewsOf("orders_json", "nested");
    Map<String, String> config = new LinkedHashMap<>(shipped.config());
    config.put("transforms.validate.contract", CONTRACT);
    config.put("iceberg.tables.default-partition-by", "bucket(order_id, 4)");
    return new ShippedConnector("nested", config);
  }
}
