package dev.frazil.transforms.contract;

import static dev.frazil.transforms.contract.Reading.accepted;
import static dev.frazil.transforms.contract.Reading.message;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A null that is the same as no value is so for all keywords that ask what is there. */
class AbsentNullsTest {
  private static final String B = "reason=missing_required_field path=$.b v=1: ";

  private static EventContract contract(String members) {
    return EventContract.compile(
        "{\"type\":\"object\",\"x-frazil-null\":\"absent\",\"properties\":{"
            + "\"a\":{\"type\":\"integer\"},\"b\":{\"type\":\"integer\"},"
            + "\"n\":{\"type\":[\"integer\",\"null\"]}}"
            + members
            + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"dependentRequired\":{\"a\":[\"b\"]}|{\"a\":1,\"b\":null}|reason=schema_validation_failed"
            + " path=$.b v=1: expected a value beside 'a', found none",
        "\"required\":[\"b\"]|{\"b\":null}|reason=missing_required_field path=$.b v=1: expected a"
            + " value, found null",
        "\"allOf\":[{\"required\":[\"b\"]}]|{\"b\":null}|reason=missing_required_field path=$.b"
            + " v=1: expected a value, found none",
        "\"$ref\":\"#/$defs/r\",\"$defs\":{\"r\":{\"required\":[\"b\"]}}|{\"b\":null}|reason=missing_required_field"
            + " path=$.b v=1: expected a value, found none",
        "\"dependentSchemas\":{\"a\":{\"required\":[\"b\"]}}|{\"a\":1,\"b\" :"
            + " null}|reason=missing_required_field path=$.b v=1: expected a value, found none",
        "\"minProperties\":1|{\"a\":null,\"b\":null}|reason=schema_validation_failed path=$ v=1:"
            + " expected at least 1 members, found 0",
        "\"allOf\":[{\"minProperties\":2}]|{\"a\":1,\"b\":null}|reason=schema_validation_failed"
            + " path=$ v=1: expected at least 2 members, found 1",
        "\"anyOf\":[{\"required\":[\"a\"]},{\"required\":[\"b\"]}]|{\"b\":null}|reason=schema_validation_failed"
            + " path=$ v=1: expected a value that fits one of the 2 schemas of anyOf, found"
            + " {\"b\":null}",
        "\"if\":{\"required\":[\"b\"]},\"else\":{\"required\":[\"a\"]}|{\"b\":null}|reason=missing_required_field"
            + " path=$.a v=1: expected a value, found none",
        "\"required\":[\"b\"]|{\"b\":1,\"a\":null,\"a\":1}|reason=duplicate_key path=$.a v=1:"
            + " expected the key once, found it again",
        "\"allOf\":[{\"required\":[\"n\"]}]|{\"b\":1}|reason=missing_required_field path=$.n v=1:"
            + " expected a value, found none",
      })
  void aNullThatIsAbsentIsMissed(String members, String event, String message) {
    assertThat(message(contract("," + members), event)).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"dependentRequired\":{\"b\":[\"a\"]}|{\"b\":null}",
        "\"dependentSchemas\":{\"b\":{\"required\":[\"a\"]}}|{\"b\" :null}",
        "\"maxProperties\":1|{\"a\":1,\"b\":null}",
        "\"allOf\":[{\"maxProperties\":1}]|{\"a\":1,\"b\":null}",
        "\"not\":{\"required\":[\"b\"]}|{\"b\":null}",
        "\"patternProperties\":{\"^b\":{\"minimum\":1}}|{\"b\":null}",
        "\"allOf\":[{\"properties\":{\"b\":{\"type\":\"number\"}}}]|{\"b\":null}",
        "\"allOf\":[{\"additionalProperties\":{\"type\":\"integer\"}}]|{\"b\":null}",
        "\"minProperties\":1|{\"n\":null}",
        "\"allOf\":[{\"required\":[\"n\"]}]|{\"n\":null}",
        "\"dependentRequired\":{\"a\":[\"n\"]}|{\"a\":1,\"n\":null}",
      })
  void aNullThatIsAbsentDoesNotCount(String members, String event) {
    EventStruct struct = accepted(contract("," + members), event);

    assertThat(struct.get("b")).isNull();
    assertThat(struct.ignoredFields()).isZero();
  }

  @Test
  void schemasOfOneObjectAgreeOnWhatIsAbsent() {
    EventContract contract =
        EventContract.compile(
            "{\"type\":\"object\",\"allOf\":[{\"x-frazil-null\":\"absent\","
                + "\"properties\":{\"b\":{\"type\":\"string\"}}},{\"required\":[\"b\"]}]}");

    assertThat(message(contract, "{\"b\":null}")).isEqualTo(B + "expected a value, found none");
  }

  @Test
  void aColumnThatAnotherSchemaRequiresIsNeverNull() {
    EventContract contract = contract(",\"allOf\":[{\"required\":[\"b\"]}]");

    assertThat(contract.schema().field("b").schema().isOptional()).isFalse();
    assertThat(message(contract, "{\"b\":null}")).isEqualTo(B + "expected a value, found none");
  }

  @Test
  void insideAnObjectOtherMembersOfThatNameAreTheirOwn() {
    EventContract contract =
        contract(
            ",\"allOf\":[{\"properties\":{\"in\":{\"type\":\"object\",\"required\":[\"b\"],"
                + "\"properties\":{\"b\":{\"type\":[\"integer\",\"null\"]}}}}}]");

    assertThat(accepted(contract, "{\"in\":{\"b\":null}}").get("in")).hasToString("Struct{}");
  }
}
