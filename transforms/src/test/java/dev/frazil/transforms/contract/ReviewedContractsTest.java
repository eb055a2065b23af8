package dev.frazil.transforms.contract;

import static dev.frazil.transforms.contract.Reading.accepted;
import static dev.frazil.transforms.contract.Reading.contract;
import static dev.frazil.transforms.contract.Reading.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where schemas that are put together once gave a wrong answer, or none. */
class ReviewedContractsTest {
  private static EventContract root(String members) {
    return EventContract.compile("{\"type\":\"object\"," + members + "}");
  }

  @Test
  void membersAreCapturedBehindAReference() {
    EventContract contract =
        root(
            "\"properties\":{\"p\":{\"$ref\":\"#/$defs/a\"}},\"$defs\":{\"a\":{\"type\":\"object\","
                + "\"x-frazil-unknown\":\"capture\",\"properties\":{\"x\":{\"type\":\"string\"}}}}");
    EventStruct event = accepted(contract, "{\"p\":{\"x\":\"1\",\"z\":2}}");

    assertThat(event.get("p")).hasToString("Struct{x=1,_unknown={\"z\":2}}");
  }

  @Test
  void membersAreCapturedWhereOnlyAnotherSchemaOfTheObjectSaysSo() {
    EventContract contract =
        root(
            "\"allOf\":[{\"x-frazil-unknown\":\"capture\",\"properties\":{\"x\":{\"type\":\"string\"}}}]");

    assertThat(accepted(contract, "{\"x\":\"1\",\"z\":2}").get("_unknown")).isEqualTo("{\"z\":2}");
  }

  @Test
  void rejectingUnknownMembersTakesThoseThatAnotherSchemaNames() {
    EventContract contract =
        root(
            "\"x-frazil-unknown\":\"reject\",\"properties\":{\"k\":{\"type\":\"string\"}},"
                + "\"allOf\":[{\"properties\":{\"x\":{\"type\":\"string\"}}}]");

    assertThat(accepted(contract, "{\"k\":\"1\",\"x\":\"2\"}").get("x")).isEqualTo("2");
    assertThat(message(contract, "{\"y\":1}")).contains(" path=$.y ");
  }

  @Test
  void aContractThatNeedsTooMuchStackRejectsTheEvent() {
    StringBuilder defs = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      defs.append("\"a" + i + "\":{\"allOf\":[{\"$ref\":\"#/$defs/a" + (i + 1) + "\"}]},");
    }
    EventContract contract =
        root(
            "\"properties\":{\"p\":{\"$ref\":\"#/$defs/a0\",\"x-frazil-type\":\"json\"}},\"$defs\":{"
                + defs
                + "\"a300\":{\"type\":[\"object\",\"string\"],\"properties\":{\"p\":{\"$ref\":\"#/$defs/a0\"}}}}");
    String deep = "{\"p\":".repeat(62) + "\"x\"" + "}".repeat(62);

    assertThat(message(contract, "{\"p\":" + deep + "}"))
        .startsWith("reason=too_deep path=$ v=1: ");
    assertThat(accepted(contract, "{\"p\":\"x\"}").get("p")).isEqualTo("\"x\"");
  }

  @Test
  void aNumberThatCannotBeComputedWithIsRefused() {
    assertThatThrownBy(() -> contract("\"v\":{\"type\":\"string\",\"default\":1e99999999999}"))
        .isInstanceOf(ContractException.class)
        .hasMessage("Cannot compile contract at $: it has a number that cannot be computed with");
  }

  @Test
  void schemasThatReferToEachOtherTooFarAreRefused() {
    StringBuilder defs = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      defs.append("\"a" + i + "\":{\"$ref\":\"#/$defs/a" + (i + 1) + "\"},");
    }
    assertThatThrownBy(
            () ->
                root(
                    "\"properties\":{\"p\":{\"$ref\":\"#/$defs/a0\"}},\"$defs\":{"
                        + defs
                        + "\"a20000\":{\"type\":\"string\"}}"))
        .isInstanceOf(ContractException.class)
        .hasMessage(
            "Cannot compile contract at $: its schemas are nested, or refer to each other, too"
                + " far");
  }

  @Test
  @Timeout(60)
  void manySmallSiblingsDoNotMakeAlternativesSlow() {
    String a =
        "{\"properties\":{\"children\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/n\"}},\"kind\":{\"const\":\"%s\"}},\"required\":[\"kind\"]}";
    EventContract contract =
        root(
            "\"properties\":{\"t\":{\"$ref\":\"#/$defs/n\",\"x-frazil-type\":\"json\"}},\"$defs\":{\"n\":{\"type\":\"object\",\"oneOf\":["
                + String.format(a, "a")
                + ","
                + String.format(a, "b")
                + "]}}");
    String tree = "{\"kind\":\"a\"}";
    String siblings = ",{\"kind\":\"a\"}".repeat(3_000);
    for (int i = 0; i < 20; i++) {
      tree = "{\"children\":[" + tree + siblings + "],\"kind\":\"b\"}";
    }

    assertThat(accepted(contract, "{\"t\":" + tree + "}").get("t")).isEqualTo(tree);
  }

  @Test
  @Timeout(60)
  void schemasThatReferTwiceTakeNoExponentialTimeToCompile() {
    StringBuilder defs = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      String next = "{\"$ref\":\"#/$defs/a" + (i + 1) + "\"}";
      defs.append("\"a" + i + "\":{\"allOf\":[" + next + "," + next + "]},");
    }
    EventContract contract =
        root(
            "\"$ref\":\"#/$defs/a0\",\"$defs\":{"
                + defs
                + "\"a60\":{\"properties\":{\"v\":{\"type\":\"string\"}},\"required\":[\"v\"]}}");

    assertThat(contract.schema().field("v").schema().isOptional()).isFalse();
    assertThat(accepted(contract, "{\"v\":\"x\"}").get("v")).isEqualTo("x");
  }

  @Test
  void anIntegerThatIsStoredAsDecimalIsAnInteger() {
    EventContract contract =
        contract("\"v\":{\"type\":\"integer\",\"x-frazil-type\":\"decimal(30,0)\"}");

    assertThat(message(contract, "{\"v\":1.5}"))
        .isEqualTo("reason=wrong_type path=$.v v=1: expected an integer, found 1.5");
    assertThat(accepted(contract, "{\"v\":123456789012345678901234567890}").get("v"))
        .hasToString("123456789012345678901234567890");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"required\":[\"a\"],\"anyOf\":[{\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"a\"]},{\"properties\":{\"b\":{\"type\":\"integer\"}},\"required\":[\"b\"]}]|{\"a\":null,\"b\":1}|a",
        "\"anyOf\":[{\"properties\":{\"p\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"a\"]}}},"
            + "{\"properties\":{\"p\":{\"type\":\"object\",\"properties\":{\"b\":{\"type\":\"string\"}},\"required\":[\"b\"]}}}]|{\"p\":{\"a\":\"x\"}}|p",
        "\"properties\":{\"l\":{\"anyOf\":[{\"type\":\"array\",\"items\":{\"type\":\"string\"}},{\"type\":\"array\",\"maxItems\":1}]}}|{\"l\":[null]}|l",
        "\"properties\":{\"m\":{\"anyOf\":[{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}},{\"type\":\"object\",\"maxProperties\":1}]}}|{\"m\":{\"a\":null}}|m",
      })
  void whatOnlySomeEventsHaveIsAnOptionalColumn(String members, String event, String field) {
    EventStruct struct = accepted(root(members), event);

    org.apache.kafka.connect.data.ConnectSchema.validateValue(
        field, struct.schema().field(field).schema(), struct.get(field));
  }

  @Test
  void patternsOfKeysHoldForNullToo() {
    EventContract contract =
        root(
            "\"properties\":{\"a\":{\"type\":[\"string\",\"null\"]}},\"patternProperties\":{\"^a\":{\"type\":\"string\"}}");

    assertThat(message(contract, "{\"a\":null}"))
        .isEqualTo("reason=wrong_type path=$.a v=1: expected a value that is not null, found null");
  }

  @Test
  void nanosecondsAreTakenBehindAnotherSchemaToo() {
    EventContract contract =
        root(
            "\"allOf\":[{\"properties\":{\"t\":{\"type\":\"string\",\"format\":\"date-time\",\"x-frazil-type\":\"timestamp_ns\"}}}]");

    assertThat(accepted(contract, "{\"t\":\"1970-01-01T00:00:00.000000001Z\"}").longAt(0))
        .isEqualTo(1);
  }

  @Test
  void whatIsNoIntegerOf64BitsIsAnIntegerWhereNothingIsStored() {
    EventContract contract = contract("\"v\":{\"type\":\"number\",\"not\":{\"type\":\"integer\"}}");

    assertThat(message(contract, "{\"v\":1e30}")).startsWith("reason=schema_validation_failed ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"string\",\"x-frazil-redact\":true,\"allOf\":[{\"$ref\":\"#/$defs/pin\"}]}",
        "{\"x-frazil-column\":false,\"x-frazil-redact\":true,\"$ref\":\"#/$defs/pin\"}",
        "{\"x-frazil-type\":\"json\",\"x-frazil-redact\":true,\"allOf\":[{\"$ref\":\"#/$defs/pin\"}]}"
      })
  void aRedactedValueIsNotShownByASchemaThatItRefersTo(String property) {
    EventContract contract =
        root(
            "\"properties\":{\"k\":{\"type\":\"string\"},\"v\":"
                + property
                + "},\"$defs\":{\"pin\":{\"type\":\"string\",\"pattern\":\"^[0-9]*$\"}}");

    assertThat(message(contract, "{\"v\":\"secret\"}"))
        .contains(" path=$.v ")
        .doesNotContain("secret");
  }

  @Test
  void schemasOfADateAndOfATextDisagree() {
    assertThatThrownBy(
            () ->
                contract(
                    "\"v\":{\"oneOf\":[{\"type\":\"string\",\"format\":\"date\"},{\"const\":\"unknown\"}]}"))
        .isInstanceOf(ContractException.class)
        .hasMessageStartingWith(
            "Cannot compile contract at $.properties.v: its schemas disagree on a column: date and"
                + " string");
  }

  @Test
  void aFormatOfNumbersAsksForTheirType() {
    assertThatThrownBy(() -> contract("\"v\":{\"const\":1,\"format\":\"int32\"}"))
        .isInstanceOf(ContractException.class)
        .hasMessage(
            "Cannot compile contract at $.properties.v.format: format 'int32' is not supported");
  }

  @Test
  void aColumnThatAReferredSchemaSwitchesOffIsNone() {
    EventContract contract =
        root(
            "\"properties\":{\"k\":{\"type\":\"string\"},\"v\":{\"$ref\":\"#/$defs/a\"}},"
                + "\"$defs\":{\"a\":{\"type\":\"string\",\"x-frazil-column\":false}}");

    assertThat(contract.schema().field("v")).isNull();
    assertThat(contract.schema().field("k").schema().type()).isEqualTo(Schema.Type.STRING);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":99999999999999999999,\"b\":\"x\"}|reason=out_of_range path=$.p.a v=1: ",
        "{\"b\":\"x\",\"a\":99999999999999999999}|reason=wrong_type path=$.p.b v=1: ",
        "{\"a\":99999999999999999999}|reason=out_of_range path=$.p.a v=1: ",
        "{\"a\":99999999999999999999,\"b\":1,|reason=out_of_range path=$.p.a v=1: ",
        "{\"a\":1,\"b\":1,|reason=invalid_json path=$ v=1: ",
        "{\"c\":\"x\"}|reason=schema_validation_failed path=$.p.c v=1: ",
        "\"x\"|reason=wrong_type path=$.p v=1: ",
      })
  void whatCannotBeStoredIsToldInTheOrderOfTheEvent(String value, String message) {
    EventContract contract =
        root(
            "\"properties\":{\"p\":{\"properties\":{\"a\":{\"type\":\"integer\"},"
                + "\"b\":{\"type\":\"integer\"},\"c\":{\"const\":5}}}}");

    assertThat(message(contract, "{\"p\":" + value + "}")).startsWith(message);
  }
}
