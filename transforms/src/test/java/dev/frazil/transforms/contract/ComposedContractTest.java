package dev.frazil.transforms.contract;

import static dev.frazil.transforms.contract.Reading.accepted;
import static dev.frazil.transforms.contract.Reading.contract;
import static dev.frazil.transforms.contract.Reading.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contracts that are put together of several schemas. */
class ComposedContractTest {
  @Test
  void columnsComeFromAllSchemasOfAnEvent() {
    EventContract contract =
        EventContract.compile(
            """
            {"type": "object", "$ref": "#/$defs/base", "properties": {"kind": {"enum": ["card", "cash"]}},
             "required": ["kind"],
             "oneOf": [
               {"properties": {"kind": {"const": "card"}, "pan": {"type": "string", "minLength": 4}}, "required": ["pan"]},
               {"properties": {"kind": {"const": "cash"}, "till": {"type": "integer"}}}],
             "$defs": {
               "id": {"type": "string", "format": "uuid"},
               "base": {"properties": {"id": {"$ref": "#/$defs/id", "description": "Names it."}}, "required": ["id"]}}}
            """);
    String id = "\"id\":\"3f1c0cb8-2837-44c9-8a5d-0b6ee85256eb\"";

    assertThat(contract.schema().fields())
        .extracting(Field::name)
        .containsExactly("kind", "id", "pan", "till");
    assertThat(contract.schema().field("id").schema().isOptional()).isFalse();
    assertThat(contract.schema().field("id").schema().doc()).isEqualTo("Names it.");
    assertThat(contract.schema().field("pan").schema().isOptional()).isTrue();
    assertThat(contract.schema().field("till").schema().type()).isEqualTo(Schema.Type.INT64);
    assertThat(accepted(contract, "{" + id + ",\"kind\":\"card\",\"pan\":\"1234\"}").get("pan"))
        .isEqualTo("1234");
    assertThat(accepted(contract, "{\"till\":7," + id + ",\"kind\":\"cash\"}").get("till"))
        .isEqualTo(7L);
    assertThat(message(contract, "{" + id + ",\"kind\":\"card\"}"))
        .isEqualTo(
            "reason=schema_validation_failed path=$ v=1: expected a value that fits one of the 2"
                + " schemas of oneOf, found {"
                + id
                + ",\"kind\":\"card\"}");
    assertThat(message(contract, "{\"id\":\"x\",\"kind\":\"cash\"}"))
        .isEqualTo("reason=invalid_uuid path=$.id v=1: expected a UUID, found \"x\"");
    assertThat(message(contract, "{\"kind\":\"cash\"}"))
        .isEqualTo("reason=missing_required_field path=$.id v=1: expected a value, found none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"anyOf\":[{\"type\":\"string\",\"maxLength\":2},{\"type\":\"null\"}]}|\"abc\"|value_too_long|expected"
            + " at most 2 characters, found \"abc\"",
        "{\"oneOf\":[{\"type\":\"null\"},{\"type\":\"integer\"}]}|\"1\"|wrong_type|expected an"
            + " integer, found \"1\"",
        "{\"type\":\"integer\",\"not\":{\"multipleOf\":2}}|4|schema_validation_failed|expected a"
            + " value that does not fit the schema of not, found 4",
        "{\"type\":\"integer\",\"oneOf\":[{\"minimum\":2},{\"multipleOf\":3}]}|6|schema_validation_failed|expected"
            + " a value that fits one of the 2 schemas of oneOf, not several, found 6",
        "{\"type\":\"integer\",\"if\":{\"minimum\":10},\"then\":{\"multipleOf\":5},\"else\":{\"maximum\":3}}|11|schema_validation_failed|expected"
            + " a multiple of 5, found 11",
        "{\"type\":\"integer\",\"if\":{\"minimum\":10},\"then\":{\"multipleOf\":5},\"else\":{\"maximum\":3}}|4|schema_validation_failed|expected"
            + " at most 3, found 4",
        "{\"type\":\"array\",\"items\":{\"type\":\"number\"},\"uniqueItems\":true}|[1,2,1.0]|schema_validation_failed|expected"
            + " elements that are all different, found 1.0",
        "{\"type\":\"array\",\"items\":{\"type\":\"string\"},\"contains\":{\"const\":\"a\"}}|[\"b\"]|schema_validation_failed|expected"
            + " at least 1 elements that fit the schema of contains, found [\"b\"]",
        "{\"type\":\"object\",\"const\":{\"a\":[1]},\"properties\":{\"a\":{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}}}|{\"a\":[2]}|schema_validation_failed|expected"
            + " an object, found {\"a\":[2]}",
        "{\"type\":\"object\",\"propertyNames\":{\"pattern\":\"^a\"},\"properties\":{\"a\":{\"type\":\"integer\"}}}|{\"b\":1}|schema_validation_failed|expected"
            + " a text that matches ^a, found \"b\"",
        "{\"type\":\"object\",\"minProperties\":2,\"properties\":{\"a\":{\"type\":\"integer\"}}}|{\"a\":1}|schema_validation_failed|expected"
            + " at least 2 members, found 1",
        "{\"type\":\"object\",\"dependentRequired\":{\"a\":[\"b\"]},\"properties\":{\"a\":{\"type\":\"integer\"}}}|{\"a\":1}|schema_validation_failed|expected"
            + " a value beside 'a', found none",
        "{\"type\":\"string\",\"format\":\"email\"}|\"joe@\"|schema_validation_failed|expected an"
            + " e-mail address, found \"joe@\"",
        "{\"type\":\"string\",\"format\":\"ipv4\"}|\"1.2.3.256\"|schema_validation_failed|expected"
            + " an IPv4 address, found \"1.2.3.256\"",
        "{\"type\":\"string\",\"format\":\"ipv6\"}|\"::g\"|schema_validation_failed|expected an"
            + " IPv6 address, found \"::g\"",
        "{\"type\":\"string\",\"format\":\"time\"}|\"14:03\"|schema_validation_failed|expected a"
            + " time of day with an offset or Z, found \"14:03\"",
      })
  void whatBreaksAKeywordIsRejected(String schema, String value, String reason, String detail) {
    String message = message(Reading.contractOfV(schema), "{\"v\":" + value + "}");

    assertThat(message).startsWith("reason=" + reason + " path=$.v").endsWith(" v=1: " + detail);
  }

  @Test
  void theFirstFaultInTheTextIsToldWhicheverSchemaFindsIt() {
    EventContract contract =
        EventContract.compile(
            """
            {"type": "object",
             "properties": {"a": {"type": "integer"}, "b": {"type": "integer", "maximum": 5}},
             "allOf": [{"properties": {"a": {"maximum": 5}}}, {"required": ["c"], "properties": {"c": {"type": "string"}}}]}
            """);

    assertThat(message(contract, "{\"a\":6,\"b\":6}")).contains(" path=$.a ");
    assertThat(message(contract, "{\"b\":6,\"a\":6}")).contains(" path=$.b ");
    assertThat(message(contract, "{\"b\":1,\"a\":6}")).contains(" path=$.a ");
    assertThat(message(contract, "{\"b\":1,\"a\":1}"))
        .isEqualTo("reason=missing_required_field path=$.c v=1: expected a value, found none");
  }

  @Test
  void reasonsAndRedactionHoldForKeywordsOfOtherSchemasToo() {
    EventContract contract =
        contract(
            "\"v\":{\"type\":\"integer\",\"x-frazil-redact\":true,"
                + "\"x-frazil-reason\":{\"anyOf\":\"invalid_rating_value\"},\"anyOf\":[{\"maximum\":5}]}");

    assertThat(message(contract, "{\"v\":6}"))
        .isEqualTo(
            "reason=invalid_rating_value path=$.v v=1: expected a value that fits the schema of"
                + " anyOf");
  }

  @Test
  void aSchemaThatRefersToItselfIsCheckedAndStoredAsJson() {
    EventContract contract =
        EventContract.compile(
            """
            {"type": "object",
             "properties": {"tree": {"$ref": "#/$defs/node", "x-frazil-type": "json"}},
             "$defs": {"node": {"type": "object", "required": ["v"], "properties": {
               "v": {"type": "integer"}, "nodes": {"type": "array", "items": {"$ref": "#/$defs/node"}}}}}}
            """);
    String tree = "{\"v\":1,\"nodes\":[{\"v\":2},{\"v\":3,\"nodes\":[]}]}";

    assertThat(accepted(contract, "{\"tree\":" + tree + "}").get("tree")).isEqualTo(tree);
    assertThat(message(contract, "{\"tree\":{\"v\":1,\"nodes\":[{\"v\":2,\"nodes\":[{}]}]}}"))
        .isEqualTo(
            "reason=missing_required_field path=$.tree.nodes[0].nodes[0].v v=1: expected a value,"
                + " found none");
  }

  @Test
  @Timeout(60)
  void alternativesThatReferToThemselvesTakeNoExponentialTime() {
    EventContract contract =
        EventContract.compile(
            """
            {"type": "object",
             "properties": {"t": {"$ref": "#/$defs/n", "x-frazil-type": "json"}},
             "$defs": {"n": {"anyOf": [
               {"type": "array", "items": {"$ref": "#/$defs/n"}, "minItems": 1, "maxItems": 1},
               {"allOf": [{"type": "array", "items": {"$ref": "#/$defs/n"}}, {"items": {"$ref": "#/$defs/n"}}]},
               {"type": "array", "items": {"oneOf": [{"$ref": "#/$defs/n"}, {"type": "string"}]}}]}}}
            """);
    String deep = "[".repeat(60) + "7" + "]".repeat(60);

    assertThat(message(contract, "{\"t\":" + deep + "}"))
        .startsWith("reason=schema_validation_failed path=$.t v=1: ");
    assertThat(accepted(contract, "{\"t\":" + "[".repeat(60) + "]".repeat(60) + "}").get("t"))
        .isEqualTo("[".repeat(60) + "]".repeat(60));
  }

  @Test
  void aContractThatWouldHaveTooManyColumnsIsRefused() {
    StringBuilder schemas = new StringBuilder("\"s0\":{\"type\":\"integer\"}");
    for (int i = 1; i < 40; i++) {
      String ref = "{\"$ref\":\"#/$defs/s" + (i - 1) + "\"}";
      schemas
          .append(",\"s" + i + "\":{\"type\":\"object\",\"properties\":{\"a\":")
          .append(ref + ",\"b\":" + ref + "}}");
    }
    String json =
        "{\"type\":\"object\",\"properties\":{\"v\":{\"$ref\":\"#/$defs/s39\"}},\"$defs\":{"
            + schemas
            + "}}";

    assertThatThrownBy(() -> EventContract.compile(json))
        .isInstanceOf(ContractException.class)
        .hasMessage(
            "Cannot compile contract at $: it has more than 10000 columns (expected fewer, or"
                + " x-frazil-type \"json\" for what has many)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\":\"string\",\"anyOf\":[{\"format\":\"uuid\"},{\"maxLength\":3}]}|STRING",
        "{\"enum\":[\"a\",\"b\"]}|STRING",
        "{\"const\":5}|INT64",
        "{\"enum\":[1,2.5]}|FLOAT64",
        "{\"type\":[\"integer\",\"number\"]}|FLOAT64",
        "{\"anyOf\":[{\"type\":\"integer\"},{\"type\":\"number\"}]}|FLOAT64",
        "{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"null\"}]}|STRING",
        "{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}}|MAP",
        "{\"type\":\"array\",\"items\":{\"type\":\"array\",\"items\":{\"type\":\"boolean\"}}}|ARRAY",
        "{\"properties\":{\"a\":{\"type\":\"string\"}}}|STRUCT",
      })
  void columnTypesFollow(String schema, Schema.Type type) {
    assertThat(Reading.contractOfV(schema).schema().field("v").schema().type()).isEqualTo(type);
  }
}
