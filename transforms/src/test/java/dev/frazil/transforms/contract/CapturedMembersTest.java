package dev.frazil.transforms.contract;

import static dev.frazil.transforms.contract.Reading.accepted;
import static dev.frazil.transforms.contract.Reading.message;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Members that have no column and are checked by keywords about keys are kept all the same. */
class CapturedMembersTest {
  private static EventContract contract(String members) {
    return EventContract.compile(
        "{\"type\":\"object\",\"properties\":{\"k\":{\"type\":\"string\"}}," + members + "}");
  }

  private static EventContract capturing(String members) {
    return contract("\"x-frazil-unknown\":\"capture\"," + members);
  }

  @Test
  void whatAPatternOfKeysTakesIsCheckedAndCaptured() {
    EventContract contract =
        capturing("\"patternProperties\":{\"^x-\":{\"type\":\"string\"},\"b$\":{\"minLength\":2}}");

    EventStruct event = accepted(contract, "{\"x-a\" : \"1\",\"k\":\"2\",\"x-b\":\"34\",\"c\":5}");

    assertThat(event.get("k")).isEqualTo("2");
    assertThat(event.get("_unknown")).isEqualTo("{\"x-a\" : \"1\",\"x-b\":\"34\",\"c\":5}");
    assertThat(event.ignoredFields()).isZero();
    assertThat(message(contract, "{\"x-b\":\"3\"}"))
        .isEqualTo(
            "reason=schema_validation_failed path=$['x-b'] v=1: expected at least 2 characters,"
                + " found \"3\"");
  }

  @Test
  void whatASchemaOfAdditionalMembersTakesIsCheckedAndCaptured() {
    EventContract contract =
        capturing("\"additionalProperties\":{\"type\":[\"integer\",\"null\"]}");

    assertThat(accepted(contract, "{\"k\":\"2\",\"a\":1.0,\"b\":null}").get("_unknown"))
        .isEqualTo("{\"a\":1.0,\"b\":null}");
    assertThat(message(contract, "{\"a\":\"x\"}"))
        .isEqualTo("reason=wrong_type path=$.a v=1: expected an integer or null, found \"x\"");
  }

  @Test
  void patternsOfKeysAreCapturedWhereOtherMembersAreRefused() {
    EventContract contract =
        capturing("\"patternProperties\":{\"^x-\":{}},\"additionalProperties\":false");

    assertThat(accepted(contract, "{\"x-a\":[{}]}").get("_unknown")).isEqualTo("{\"x-a\":[{}]}");
    assertThat(message(contract, "{\"a\":1}"))
        .isEqualTo(
            "reason=schema_validation_failed path=$.a v=1: expected no member that the contract"
                + " does not name");
  }

  @Test
  void aMemberThatIsOnlyRequiredIsCheckedByItsPatternAndCaptured() {
    EventContract contract =
        capturing(
            "\"required\":[\"x-a\"],\"dependentRequired\":{\"k\":[\"b\"]},"
                + "\"patternProperties\":{\"^x-\":{\"type\":\"integer\"}}");

    assertThat(accepted(contract, "{\"x-a\":1,\"k\":\"2\",\"b\":3}").get("_unknown"))
        .isEqualTo("{\"x-a\":1,\"b\":3}");
    assertThat(message(contract, "{\"x-a\":\"y\"}"))
        .isEqualTo("reason=wrong_type path=$['x-a'] v=1: expected an integer, found \"y\"");
    assertThat(message(contract, "{}"))
        .isEqualTo("reason=missing_required_field path=$['x-a'] v=1: expected a value, found none");
  }

  @Test
  void membersThatAnotherSchemaOfTheObjectChecksAreCaptured() {
    EventContract contract =
        capturing("\"allOf\":[{\"patternProperties\":{\"^x-\":{\"type\":\"string\"}}}]");

    assertThat(accepted(contract, "{\"x-a\":\"1\"}").get("_unknown")).isEqualTo("{\"x-a\":\"1\"}");
    assertThat(message(contract, "{\"x-a\":1}")).startsWith("reason=wrong_type path=$['x-a'] ");
  }

  @Test
  void insideAnObjectItIsTheColumnOfThatObject() {
    EventContract contract =
        EventContract.compile(
            "{\"type\":\"object\",\"properties\":{\"in\":{\"type\":\"object\","
                + "\"x-frazil-unknown\":\"capture\",\"properties\":{\"k\":{\"type\":\"string\"}},"
                + "\"additionalProperties\":{\"type\":\"object\",\"required\":[\"y\"]}}}}");
    EventStruct event = accepted(contract, "{\"in\":{\"k\":\"1\",\"z\":{\"y\":{\"q\":1}}}}");

    assertThat(requireNonNull(event.getStruct("in")).get("_unknown"))
        .isEqualTo("{\"z\":{\"y\":{\"q\":1}}}");
  }

  @Test
  void whatIsLeftOutIsCountedWhoeverCheckedIt() {
    EventContract contract =
        contract(
            "\"patternProperties\":{\"^x-\":{\"type\":\"string\"}},"
                + "\"additionalProperties\":{\"type\":\"integer\"}");

    assertThat(accepted(contract, "{\"x-a\":\"1\",\"k\":\"2\",\"c\":5}").ignoredFields())
        .isEqualTo(2);
  }

  @Test
  void aPropertyOfThatNameInAnotherSchemaCapturesNothing() {
    EventContract contract =
        contract("\"allOf\":[{\"properties\":{\"_unknown\":{\"type\":\"string\"}}}]");
    EventStruct event = accepted(contract, "{\"_unknown\":\"mine\",\"z\":1}");

    assertThat(event.get("_unknown")).isEqualTo("mine");
    assertThat(event.ignoredFields()).isEqualTo(1);
  }

  @Test
  void rejectingUnknownMembersTakesThoseOfPatternsAndOfASchema() {
    String reject = "\"x-frazil-unknown\":\"reject\",";
    EventContract patterns = contract(reject + "\"patternProperties\":{\"^x-\":{}}");
    EventContract schema = contract(reject + "\"additionalProperties\":{\"type\":\"integer\"}");

    assertThat(accepted(patterns, "{\"x-a\":1}").ignoredFields()).isEqualTo(1);
    assertThat(message(patterns, "{\"a\":1}")).contains(" path=$.a ");
    assertThat(accepted(schema, "{\"a\":1}").ignoredFields()).isEqualTo(1);
  }
}
