package dev.frazil.transforms.contract;

import static dev.frazil.transforms.contract.Reading.accepted;
import static dev.frazil.transforms.contract.Reading.contractOfV;
import static dev.frazil.transforms.contract.Reading.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractCompilerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|$: it is empty",
        "{|$: it is not JSON: Unexpected end-of-input: expected close marker for Object (line 1,"
            + " column 2)",
        "{\"type\":\"object\"} x|$: it is not JSON: Unrecognized token 'x': was expecting (JSON"
            + " String, Number, Array, Object or token 'null', 'true' or 'false') (line 1, column"
            + " 19)",
        "{\"type\":\"object\"} {}|$: it goes on after its end",
        "{\"type\":\"object\",\"type\":\"object\"}|$: it is not JSON: Duplicate field 'type' (line"
            + " 1, column 24)",
        "[]|$: expected an object, found an array",
        "5|$: expected an object, found 5",
        "true|$.type: expected \"object\", found none",
        "{}|$.type: expected \"object\", found none",
        "{\"type\":\"array\"}|$.type: expected \"object\", found \"array\"",
        "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"type\":\"object\"}|$['$schema']:"
            + " expected https://json-schema.org/draft/2020-12/schema, found"
            + " http://json-schema.org/draft-07/schema#",
        "{\"type\":\"object\",\"unevaluatedProperties\":false}|$.unevaluatedProperties: keyword"
            + " 'unevaluatedProperties' is not supported",
        "{\"type\":\"object\",\"$dynamicRef\":\"#x\"}|$['$dynamicRef']: keyword '$dynamicRef' is"
            + " not supported",
        "{\"type\":\"object\",\"propertys\":{}}|$.propertys: keyword 'propertys' is not supported",
        "{\"type\":\"object\"}|$.properties: expected at least one property with a column",
        "{\"type\":\"object\",\"properties\":[]}|$.properties: expected an object, found an array",
        "{\"type\":\"object\",\"properties\":{\"a\":7}}|$.properties.a: expected an object, found"
            + " 7",
        "{\"type\":\"object\",\"properties\":true}|$.properties: expected an object, found true",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"b\"]}|$.required:"
            + " 'b' is not in properties",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"a\",\"a\"]}|$.required:"
            + " expected different strings, found \"a\"",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":\"a\"}|$.required:"
            + " expected an array, found \"a\"",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},\"additionalProperties\":5}|$.additionalProperties:"
            + " expected an object, found 5",
        "{\"type\":\"object\",\"title\":5,\"properties\":{\"a\":{\"type\":\"string\"}}}|$.title:"
            + " expected a string, found 5",
      })
  void aDocumentThatIsNoContractIsRefused(String json, String message) {
    assertThatThrownBy(() -> EventContract.compile(json))
        .isInstanceOf(ContractException.class)
        .hasMessage("Cannot compile contract at " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|: expected a type that a column follows from (or x-frazil-type \"json\", or"
            + " x-frazil-column false), found type none",
        "true|: expected a type that a column follows from (or x-frazil-type \"json\", or"
            + " x-frazil-column false), found type none",
        "{\"type\":\"object\"}|: expected a type that a column follows from (or x-frazil-type"
            + " \"json\", or x-frazil-column false), found type object",
        "{\"type\":\"array\"}|: expected a type that a column follows from (or x-frazil-type"
            + " \"json\", or x-frazil-column false), found type array",
        "{\"type\":\"null\"}|: expected a type that a column follows from (or x-frazil-type"
            + " \"json\", or x-frazil-column false), found type null",
        "{\"type\":[\"string\",\"integer\"]}|: expected a type that a column follows from (or"
            + " x-frazil-type \"json\", or x-frazil-column false), found type [\"string\","
            + " \"integer\"]",
        "{\"type\":\"text\"}|.type: expected a type of JSON Schema, found \"text\"",
        "{\"type\":[]}|.type: expected at least one type",
        "{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"boolean\"}]}|: its schemas disagree on a"
            + " column: string and boolean (expected one of them, x-frazil-type \"json\" or"
            + " x-frazil-column false)",
        "{\"type\":\"number\",\"x-frazil-type\":\"decimal(39,2)\"}|['x-frazil-type']: expected"
            + " \"json\", \"decimal(precision,scale)\" for a number (precision 1 to 38, scale up to"
            + " that) or \"timestamp_ns\" for a date-time, found \"decimal(39,2)\"",
        "{\"type\":\"string\",\"x-frazil-type\":\"decimal(9,2)\"}|['x-frazil-type']: expected"
            + " \"json\", \"decimal(precision,scale)\" for a number (precision 1 to 38, scale up to"
            + " that) or \"timestamp_ns\" for a date-time, found \"decimal(9,2)\"",
        "{\"type\":\"object\",\"x-frazil-unknown\":\"keep\",\"properties\":{}}|['x-frazil-unknown']:"
            + " expected \"ignore\", \"reject\" or \"capture\", found \"keep\"",
        "{\"type\":\"string\",\"oneOf\":[]}|.oneOf: expected at least one schema",
        "{\"type\":\"string\",\"oneOf\":[3]}|.oneOf[0]: expected an object, found 3",
        "{\"$ref\":\"#/$defs/x\"}|['$ref']: expected a schema in this document, found"
            + " \"#/$defs/x\"",
        "{\"$ref\":\"https://example.org/x\"}|['$ref']: expected a schema in this document, found"
            + " \"https://example.org/x\"",
        "{\"$ref\":\"#%4\"}|['$ref']: expected a URI, found \"#%4\"",
        "{\"$ref\":\"#/properties/v\"}|['$ref']: the schema refers to itself for the same value",
        "{\"allOf\":[{\"$ref\":\"#/properties/v\"}]}|['$ref']: the schema refers to itself for the"
            + " same value",
        "{\"type\":\"array\",\"items\":{\"$ref\":\"#/properties/v\"}}|.items: a column would"
            + " contain itself (expected x-frazil-type \"json\" where it begins)",
        "{\"type\":\"string\",\"format\":\"hostname\"}|.format: format 'hostname' is not supported"
            + " for type string",
        "{\"type\":\"integer\",\"format\":\"uuid\"}|.format: format 'uuid' is not supported for"
            + " type integer",
        "{\"type\":\"string\",\"minLength\":-1}|.minLength: expected a whole number that is not"
            + " negative, found -1",
        "{\"type\":\"string\",\"maxLength\":1.5}|.maxLength: expected a whole number that is not"
            + " negative, found 1.5",
        "{\"type\":\"string\",\"maxLength\":\"9\"}|.maxLength: expected a number, found \"9\"",
        "{\"type\":\"string\",\"pattern\":\"(\"}|.pattern: expected a regular expression of RE2:"
            + " error parsing regexp: missing closing ): `(`",
        "{\"type\":\"string\",\"pattern\":\"((a{100}){100}){100}\"}|.pattern: expected at most"
            + " 1000 steps with counted repeats written out, found 1000000 in"
            + " \"((a{100}){100}){100}\"",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},\"patternProperties\":{\"(a{100}){100}\":{}}}|.patternProperties:"
            + " expected at most 1000 steps with counted repeats written out, found 10000 in"
            + " \"(a{100}){100}\"",
        "{\"const\":\"\\ud800\"}|.const: expected whole characters, found half a surrogate pair in"
            + " \"\\ud800\"",
        "{\"type\":\"string\",\"enum\":[\"?\",\"a\\udc00\\ud83d\\ude00\"]}|.enum[1]: expected whole"
            + " characters, found half a surrogate pair in \"a\\udc00\uD83D\uDE00\"",
        "{\"type\":\"object\",\"properties\":{\"\\ud83d\":{}}}|.properties: expected whole"
            + " characters, found half a surrogate pair in \"\\ud83d\"",
        "{\"type\":\"number\",\"multipleOf\":0}|.multipleOf: expected a number over 0, found 0",
        "{\"type\":\"number\",\"maximum\":1e999}|.maximum: expected at most 100 digits, found"
            + " 1E+999",
        "{\"type\":\"string\",\"const\":5}|.const: 5 is no string",
        "{\"type\":\"integer\",\"enum\":[1,\"b\"]}|.enum: \"b\" is no integer",
        "{\"type\":\"string\",\"enum\":[]}|.enum: expected at least one value that is not null",
        "{\"type\":\"string\",\"enum\":\"a\"}|.enum: expected an array, found \"a\"",
        "{\"type\":\"string\",\"x-frazil-reason\":\"bad\"}|['x-frazil-reason']: Invalid reject"
            + " reason: bad (expected one of the documented codes)",
        "{\"type\":\"string\",\"x-frazil-reason\":{\"pattren\":\"wrong_type\"}}|['x-frazil-reason'].pattren:"
            + " keyword 'pattren' is not supported",
        "{\"type\":\"string\",\"x-frazil-reason\":[]}|['x-frazil-reason']: expected a string or an"
            + " object, found an array",
        "{\"type\":\"string\",\"x-frazil-null\":\"empty\"}|['x-frazil-null']: expected \"absent\","
            + " found \"empty\"",
        "{\"type\":\"string\",\"x-frazil-column\":\"no\"}|['x-frazil-column']: expected true or"
            + " false, found \"no\"",
      })
  void aPropertyThatCannotBeCheckedIsRefused(String schema, String message) {
    assertThatThrownBy(() -> contractOfV(schema))
        .isInstanceOf(ContractException.class)
        .hasMessage("Cannot compile contract at $.properties.v" + message);
  }

  @Test
  void theExceptionHasThePath() {
    assertThatThrownBy(() -> contractOfV("{\"type\":\"string\",\"$recursiveRef\":\"#\"}"))
        .isInstanceOfSatisfying(
            ContractException.class,
            e -> assertThat(e.path()).isEqualTo("$.properties.v['$recursiveRef']"));
  }

  @Test
  void annotationsAndExtensionsAreTaken() {
    EventContract contract =
        EventContract.compile(
            """
            {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "urn:e", "$comment": "c",
             "description": "An event.", "deprecated": true, "readOnly": true, "writeOnly": false, "examples": [{}],
             "default": {}, "x-frazil-later": {"any": "thing"}, "type": "object", "additionalProperties": true,
             "properties": {
               "v": {"type": "string", "title": "V", "description": "A text.", "default": "d", "examples": ["e"],
                     "x-frazil-later": 1}}}
            """);

    assertThat(contract.schema().name()).isEqualTo("urn:e");
    assertThat(contract.schema().doc()).isEqualTo("An event.");
    assertThat(contract.schema().field("v").schema().doc()).isEqualTo("A text.");
    assertThat(contract.schema().field("v").schema().defaultValue()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"string\"}|STRING|",
        "{\"type\":\"string\",\"format\":\"uuid\"}|STRING|",
        "{\"type\":\"string\",\"format\":\"uri\"}|STRING|",
        "{\"type\":\"string\",\"format\":\"date-time\"}|INT64|dev.frazil.MicroTimestamp",
        "{\"type\":\"integer\"}|INT64|",
        "{\"type\":\"integer\",\"format\":\"int64\"}|INT64|",
        "{\"type\":\"integer\",\"format\":\"int32\"}|INT32|",
        "{\"type\":\"number\"}|FLOAT64|",
        "{\"type\":[\"null\",\"boolean\"]}|BOOLEAN|",
      })
  void typesBecomeColumns(String schema, Schema.Type type, String name) {
    Schema column = contractOfV(schema).schema().field("v").schema();

    assertThat(column.type()).isEqualTo(type);
    assertThat(column.name()).isEqualTo(name);
    assertThat(column.isOptional()).isTrue();
  }

  @Test
  void aRequiredPropertyIsAColumnWithoutNullUnlessItsTypeHasNull() {
    EventContract contract =
        EventContract.compile(
            """
            {"type": "object", "required": ["a", "b"], "properties": {
              "a": {"type": "string"}, "b": {"type": ["string", "null"]}, "c": {"type": "string"}}}
            """);

    assertThat(contract.schema().field("a").schema().isOptional()).isFalse();
    assertThat(contract.schema().field("b").schema().isOptional()).isTrue();
    assertThat(contract.schema().field("c").schema().isOptional()).isTrue();
    assertThat(accepted(contract, "{\"a\":\"x\",\"b\":null}").get("b")).isNull();
    assertThat(message(contract, "{\"a\":\"x\"}"))
        .isEqualTo("reason=missing_required_field path=$.b v=1: expected a value, found none");
  }

  @Test
  void aPropertyWithoutColumnIsCheckedAndNotStored() {
    EventContract contract =
        Reading.contract(
            "\"kind\": {\"type\":\"string\",\"const\":\"a\",\"x-frazil-column\":false},"
                + "\"v\": {\"type\":\"integer\"}");

    EventStruct event = accepted(contract, "{\"kind\":\"a\",\"v\":1}");

    assertThat(event.schema().fields()).extracting(f -> f.name()).containsExactly("v");
    assertThat(event.longAt(0)).isEqualTo(1);
    assertThat(event.ignoredFields()).isZero();
    assertThat(message(contract, "{\"kind\":\"b\"}"))
        .isEqualTo("reason=schema_validation_failed path=$.kind v=1: expected \"a\", found \"b\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"x-frazil-null\":\"absent\",", ""})
  void nullMayStandForAnAbsentValue(String annotation) {
    EventContract whole =
        EventContract.compile(
            "{\"type\":\"object\"," + annotation + "\"properties\":{\"v\":{\"type\":\"string\"}}}");
    EventContract single = contractOfV("{" + annotation + "\"type\":\"string\"}");

    for (EventContract contract : new EventContract[] {whole, single}) {
      if (annotation.isEmpty()) {
        assertThat(message(contract, "{\"v\":null}"))
            .isEqualTo(
                "reason=wrong_type path=$.v v=1: expected a value that is not null, found null");
      } else {
        assertThat(accepted(contract, "{\"v\":null}").get("v")).isNull();
      }
    }
  }

  @Test
  void aReasonForAPropertyIsForItsValueAndOneForAKeywordForAll() {
    EventContract byProperty =
        contractOfV(
            "{\"type\":\"string\",\"maxLength\":2,\"format\":\"uuid\",\"x-frazil-reason\":\"unroutable\"}");
    EventContract byKeyword =
        contractOfV(
            "{\"type\":\"string\",\"maxLength\":2,\"format\":\"uuid\","
                + "\"x-frazil-reason\":{\"type\":\"unroutable\",\"format\":\"unknown_schema\"}}");

    assertThat(message(byProperty, "{\"v\":\"abc\"}")).startsWith("reason=unroutable path=$.v ");
    assertThat(message(byProperty, "{\"v\":\"ab\"}")).startsWith("reason=unroutable path=$.v ");
    assertThat(message(byProperty, "{\"v\":7}")).startsWith("reason=wrong_type path=$.v ");
    assertThat(message(byKeyword, "{\"v\":\"abc\"}")).startsWith("reason=value_too_long path=$.v ");
    assertThat(message(byKeyword, "{\"v\":\"ab\"}")).startsWith("reason=unknown_schema path=$.v ");
    assertThat(message(byKeyword, "{\"v\":7}")).startsWith("reason=unroutable path=$.v ");
  }

  @Test
  void valuesCanBeLeftOutOfDetails() {
    EventContract whole =
        EventContract.compile(
            "{\"type\":\"object\",\"x-frazil-redact\":true,\"properties\":{"
                + "\"v\":{\"type\":\"integer\"},\"w\":{\"type\":\"integer\",\"x-frazil-redact\":false}}}");

    assertThat(message(whole, "{\"v\":\"secret\"}"))
        .isEqualTo("reason=wrong_type path=$.v v=1: expected an integer");
    assertThat(message(whole, "{\"w\":\"open\"}"))
        .isEqualTo("reason=wrong_type path=$.w v=1: expected an integer, found \"open\"");
  }

  @Test
  void unknownMembersAreCountedOrRejected() {
    String properties = "\"properties\":{\"v\":{\"type\":\"integer\"}}";
    EventContract open = EventContract.compile("{\"type\":\"object\"," + properties + "}");
    EventContract closed =
        EventContract.compile(
            "{\"type\":\"object\",\"additionalProperties\":false," + properties + "}");
    EventContract named =
        EventContract.compile(
            "{\"type\":\"object\",\"additionalProperties\":false,\"x-frazil-reason\":\"unknown_schema\","
                + properties
                + "}");
    String event = "{\"x y\":{\"v\":[1,{}]},\"v\":1,\"z\":\"\"}";

    assertThat(accepted(open, event).ignoredFields()).isEqualTo(2);
    assertThat(message(closed, event))
        .isEqualTo(
            "reason=schema_validation_failed path=$['x\\u0020y'] v=1: expected no member that the"
                + " contract does not name");
    assertThat(message(named, event))
        .isEqualTo(
            "reason=unknown_schema path=$['x\\u0020y'] v=1: expected no member that the contract"
                + " does not name");
  }
}
