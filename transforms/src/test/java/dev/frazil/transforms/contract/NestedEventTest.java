package dev.frazil.transforms.contract;

import static dev.frazil.transforms.contract.Reading.accepted;
import static dev.frazil.transforms.contract.Reading.contract;
import static dev.frazil.transforms.contract.Reading.contractOfV;
import static dev.frazil.transforms.contract.Reading.message;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Objects, arrays and maps in events, and the columns that they become. */
class NestedEventTest {
  private static final String ORDER =
      """
      {"type": "object", "required": ["order_id", "products"], "properties": {
        "order_id": {"type": "string"},
        "customer": {"type": "object", "required": ["name"], "properties": {
          "name": {"type": "string", "description": "As on the invoice."},
          "address": {"type": ["object", "null"], "properties": {"city": {"type": "string"}}}}},
        "products": {"type": "array", "minItems": 1, "items": {
          "type": "object", "required": ["name", "price"], "properties": {
            "name": {"type": "string", "maxLength": 20},
            "price": {"type": "number", "minimum": 0, "x-frazil-type": "decimal(10,2)"},
            "tags": {"type": "array", "items": {"type": ["string", "null"]}}}}},
        "labels": {"type": "object", "additionalProperties": {"type": "integer"}}}}
      """;

  private final EventContract orders = EventContract.compile(ORDER);

  @Test
  void objectsBecomeStructsArraysListsAndOpenObjectsMaps() {
    EventStruct event =
        accepted(
            orders,
            """
            {"order_id": "o\\u00f3", "customer": {"name": "Za\\u017c\\u00f3\\u0142\\u0107", "address": {"city": "Łódź"}},
             "products": [{"name": "g\\u0119\\u015bl", "price": 12.5, "tags": ["a", null, "\\u0105"]}, {"price": 3, "name": "x"}],
             "labels": {"b": 2, "a": 1}}
            """);

    for (Field field : event.schema().fields()) {
      ConnectSchema.validateValue(field.name(), field.schema(), event.get(field));
    }
    Struct customer = requireNonNull(event.getStruct("customer"));
    List<Struct> products = requireNonNull(event.getArray("products"));
    assertThat(event.get("order_id")).isEqualTo("oó");
    assertThat(customer.get("name")).isEqualTo("Zażółć");
    assertThat(customer.getStruct("address").get("city")).isEqualTo("Łódź");
    assertThat(products).hasSize(2);
    assertThat(products.get(0).get("name")).isEqualTo("gęśl");
    assertThat(products.get(0).get("price")).isEqualTo(new BigDecimal("12.50"));
    assertThat(products.get(0).getArray("tags")).isEqualTo(Arrays.asList("a", null, "ą"));
    assertThat(products.get(1).get("price")).isEqualTo(new BigDecimal("3.00"));
    assertThat(products.get(1).get("tags")).isNull();
    assertThat(event.getMap("labels")).isEqualTo(Map.of("a", 1L, "b", 2L));
  }

  @Test
  void theirSchemasFollowFromTheContract() {
    Schema schema = orders.schema();
    Schema product = schema.field("products").schema().valueSchema();

    assertThat(schema.field("products").schema().isOptional()).isFalse();
    assertThat(schema.field("customer").schema().isOptional()).isTrue();
    assertThat(schema.field("customer").schema().field("name").schema().isOptional()).isFalse();
    assertThat(schema.field("customer").schema().field("name").schema().doc())
        .isEqualTo("As on the invoice.");
    assertThat(product.field("price").schema().name()).isEqualTo(Decimal.LOGICAL_NAME);
    assertThat(product.field("price").schema().parameters())
        .containsEntry("scale", "2")
        .containsEntry("connect.decimal.precision", "10");
    assertThat(product.field("tags").schema().valueSchema().isOptional()).isTrue();
    assertThat(schema.field("labels").schema().type()).isEqualTo(Schema.Type.MAP);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"order_id\":\"o\",\"products\":[{\"name\":\"x\",\"price\":-1}]}|schema_validation_failed|$.products[0].price|expected"
            + " at least 0, found -1",
        "{\"order_id\":\"o\",\"products\":[{\"name\":\"x\",\"price\":1},{\"name\":7}]}|wrong_type|$.products[1].name|expected"
            + " a string, found 7",
        "{\"order_id\":\"o\",\"products\":[{\"name\":\"x\"}]}|missing_required_field|$.products[0].price|expected"
            + " a value, found none",
        "{\"order_id\":\"o\",\"products\":[{\"name\":\"x\",\"price\":null}]}|missing_required_field|$.products[0].price|expected"
            + " a value, found null",
        "{\"order_id\":\"o\",\"products\":[{\"name\":\"x\",\"price\":1.005}]}|out_of_range|$.products[0].price|expected"
            + " a number of at most 10 digits, 2 of them decimals, found 1.005",
        "{\"order_id\":\"o\",\"products\":[{\"name\":\"x\",\"price\":123456789}]}|out_of_range|$.products[0].price|expected"
            + " a number of at most 10 digits, 2 of them decimals, found 123456789",
        "{\"order_id\":\"o\",\"products\":[]}|schema_validation_failed|$.products|expected at least"
            + " 1 elements, not 0, found []",
        "{\"order_id\":\"o\",\"products\":[null]}|wrong_type|$.products[0]|expected a value that is"
            + " not null, found null",
        "{\"order_id\":\"o\",\"products\":{}}|wrong_type|$.products|expected an array, found {}",
        "{\"order_id\":\"o\",\"customer\":[]}|wrong_type|$.customer|expected an object, found []",
        "{\"order_id\":\"o\",\"customer\":{\"address\":{\"city\":1}}}|wrong_type|$.customer.address.city|expected"
            + " a string, found 1",
        "{\"order_id\":\"o\",\"customer\":{\"a b\":1,\"a"
            + " b\":2}}|duplicate_key|$.customer['a\\u0020b']|expected the key once, found it"
            + " again",
        "{\"order_id\":\"o\",\"labels\":{\"x\":1,\"y\":\"2\"}}|wrong_type|$.labels.y|expected an"
            + " integer, found \"2\"",
        "{\"order_id\":\"o\",\"products\":[{\"name\":\"x\",\"price\":1}|invalid_json|$|the text"
            + " ends at byte 50, expected ',' or ']'",
      })
  void aFaultInsideIsToldWithItsPath(String event, String reason, String path, String detail) {
    assertThat(message(orders, event))
        .isEqualTo("reason=" + reason + " path=" + path + " v=1: " + detail);
  }

  @Test
  void unknownMembersInsideAreCounted() {
    EventStruct event =
        accepted(
            orders,
            "{\"order_id\":\"o\",\"x\":1,\"customer\":{\"name\":\"n\",\"y\":{\"z\":1}},"
                + "\"products\":[{\"name\":\"x\",\"price\":1,\"w\":0}]}");

    assertThat(event.ignoredFields()).isEqualTo(3);
  }

  @Test
  void unknownMembersAreCapturedAsTheyWereWritten() {
    EventContract contract =
        EventContract.compile(
            """
            {"type": "object", "x-frazil-unknown": "capture", "properties": {
              "v": {"type": "string"},
              "in": {"type": "object", "properties": {"w": {"type": "integer"}}}}}
            """);

    EventStruct event =
        accepted(
            contract,
            "{\"a\" : 1.50, \"v\":\"\\u0105\", \"in\":{\"w\":1,\"ż\":[\"\\u017c\"]},"
                + " \"b\":{\"c\":null}}");
    EventStruct plain = accepted(contract, "{\"v\":\"x\"}");

    assertThat(event.get("v")).isEqualTo("ą");
    assertThat(event.get("_unknown")).isEqualTo("{\"a\" : 1.50,\"b\":{\"c\":null}}");
    assertThat(requireNonNull(event.getStruct("in")).get("_unknown"))
        .isEqualTo("{\"ż\":[\"\\u017c\"]}");
    assertThat(event.ignoredFields()).isZero();
    assertThat(plain.get("_unknown")).isNull();
  }

  @Test
  void unknownMembersMayBeRejectedEverywhere() {
    EventContract contract =
        EventContract.compile(
            """
            {"type": "object", "x-frazil-unknown": "reject", "properties": {
              "in": {"type": "object", "properties": {"w": {"type": "integer"}}},
              "open": {"type": "object", "x-frazil-unknown": "ignore", "properties": {"w": {"type": "integer"}}}}}
            """);

    assertThat(message(contract, "{\"in\":{\"q\":1}}"))
        .isEqualTo(
            "reason=schema_validation_failed path=$.in.q v=1: expected no member that the contract"
                + " does not name");
    assertThat(accepted(contract, "{\"open\":{\"q\":1}}").ignoredFields()).isEqualTo(1);
  }

  @Test
  void aValueMayBeStoredAsItsJson() {
    EventContract contract =
        contract(
            "\"v\":{\"x-frazil-type\":\"json\",\"type\":[\"object\",\"array\"],\"minItems\":1}");

    assertThat(accepted(contract, "{\"v\": {\"b\" : 1,\"a\":\"\\u0041\"} }").get("v"))
        .isEqualTo("{\"b\" : 1,\"a\":\"\\u0041\"}");
    assertThat(message(contract, "{\"v\":[]}"))
        .isEqualTo(
            "reason=schema_validation_failed path=$.v v=1: expected at least 1 elements, not 0,"
                + " found []");
    assertThat(message(contract, "{\"v\":\"x\"}"))
        .isEqualTo("reason=wrong_type path=$.v v=1: expected an object or an array, found \"x\"");
  }

  @Test
  @SuppressWarnings("JavaUtilDate") // Connect's own dates are of this class
  void aDateIsADate() {
    EventContract contract = contractOfV("{\"type\":\"string\",\"format\":\"date\"}");

    EventStruct event = accepted(contract, "{\"v\":\"1969-12-31\"}");

    assertThat(event.longAt(0)).isEqualTo(-1);
    assertThat(event.get("v"))
        .isEqualTo(new java.util.Date(LocalDate.of(1969, 12, 31).toEpochDay() * 86_400_000L));
    assertThat(message(contract, "{\"v\":\"2025-02-29\"}"))
        .isEqualTo(
            "reason=schema_validation_failed path=$.v v=1: expected a date such as 2025-10-25,"
                + " found \"2025-02-29\"");
  }

  @Test
  void aTimeMayBeKeptToTheNanosecond() {
    EventContract contract =
        contractOfV(
            "{\"type\":\"string\",\"format\":\"date-time\",\"x-frazil-type\":\"timestamp_ns\"}");

    EventStruct event = accepted(contract, "{\"v\":\"1970-01-01T00:00:01.000000001+00:00\"}");

    assertThat(event.longAt(0)).isEqualTo(1_000_000_001L);
    assertThat(event.schema().field("v").schema().name()).isEqualTo("dev.frazil.NanoTimestamp");
    assertThat(message(contract, "{\"v\":\"1970-01-01T00:00:00.0000000001Z\"}"))
        .startsWith(
            "reason=invalid_timestamp path=$.v v=1: expected a date and time no finer than a"
                + " nanosecond, found");
    assertThat(message(contract, "{\"v\":\"2263-01-01T00:00:00Z\"}"))
        .startsWith(
            "reason=invalid_timestamp path=$.v v=1: expected a date and time from 1677-09-22 to"
                + " 2262-04-10, found");
  }

  @Test
  void depthIsLimitedInWhatIsStoredToo() {
    String contract = "{\"type\":\"integer\"}";
    for (int i = 0; i < 70; i++) {
      contract = "{\"type\":\"array\",\"items\":" + contract + "}";
    }
    EventContract deep = contractOfV(contract);

    assertThat(message(deep, "{\"v\":" + "[".repeat(70) + "]".repeat(70) + "}"))
        .isEqualTo(
            "reason=too_deep path=$ v=1: more than 64 levels of objects and arrays at byte 68");
  }
}
