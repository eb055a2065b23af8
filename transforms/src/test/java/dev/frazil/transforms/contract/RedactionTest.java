package dev.frazil.transforms.contract;

import static dev.frazil.transforms.contract.Reading.message;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No part of a redacted value is in a rejection, whatever schema the rejection comes from. */
class RedactionTest {
  private static final String PIN = "\"pin\":{\"type\":\"string\",\"x-frazil-redact\":true}";

  private static EventContract root(String members) {
    return EventContract.compile("{\"type\":\"object\"," + members + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // Around it
        "\"properties\":{\"p\":{\"type\":\"object\",\"properties\":{PIN},\"anyOf\":[{\"required\":[\"x\"]}]}}|{\"p\":{\"pin\":\"secret\"}}|$.p",
        "\"properties\":{\"p\":{\"type\":\"object\",\"properties\":{PIN},\"const\":{\"pin\":\"0\"}}}|{\"p\":{\"pin\":\"secret\"}}|$.p",
        "\"properties\":{PIN},\"enum\":[{\"pin\":\"0\"}]|{\"pin\":\"secret\"}|$",
        "\"properties\":{PIN},\"not\":{\"required\":[\"pin\"]}|{\"pin\":\"secret\"}|$",
        "\"properties\":{\"l\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{PIN}},\"maxItems\":1}}|{\"l\":[{\"pin\":\"secret\"},{}]}|$.l",
        "\"properties\":{\"l\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{PIN}},\"uniqueItems\":true}}|{\"l\":[{\"pin\":\"secret\"},{\"pin\":\"secret\"}]}|$.l[1]",
        "\"properties\":{\"l\":{\"x-frazil-type\":\"json\",\"type\":\"array\",\"prefixItems\":[{\"x-frazil-redact\":true}],\"contains\":false}}|{\"l\":[\"secret\"]}|$.l",
        "\"properties\":{\"m\":{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\",\"x-frazil-redact\":true},\"oneOf\":[false]}}|{\"m\":{\"a\":\"secret\"}}|$.m",
        "\"properties\":{\"m\":{\"x-frazil-type\":\"json\",\"patternProperties\":{\"^s\":{\"x-frazil-redact\":true}},\"oneOf\":[false]}}|{\"m\":{\"s1\":\"secret\"}}|$.m",
        "\"properties\":{\"p\":{\"x-frazil-type\":\"json\",\"$ref\":\"#/$defs/n\"}},\"$defs\":{\"n\":{\"properties\":{PIN,\"in\":{\"$ref\":\"#/$defs/n\"}},\"required\":[\"k\"],\"not\":{\"required\":[\"in\"]}}}|{\"p\":{\"k\":1,\"in\":{\"k\":1,\"pin\":\"secret\"}}}|$.p",
        // Another type than the schema of the object takes
        "\"properties\":{\"p\":{\"type\":\"array\",\"items\":{\"type\":\"string\",\"x-frazil-redact\":true}}}|{\"p\":\"secret\"}|$.p",
        // Beside it
        "\"properties\":{PIN},\"allOf\":[{\"properties\":{\"pin\":{\"maxLength\":3}}}]|{\"pin\":\"secret\"}|$.pin",
        "\"properties\":{\"pin\":{\"type\":\"string\",\"maxLength\":3}},\"if\":{\"properties\":{\"pin\":{\"x-frazil-redact\":true}}}|{\"pin\":\"secret\"}|$.pin",
        "\"properties\":{\"p\":{\"type\":\"object\",\"properties\":{\"pin\":{\"type\":\"string\"}}}},\"allOf\":[{\"properties\":{\"p\":{\"properties\":{PIN}}}},{\"properties\":{\"p\":{\"not\":{\"required\":[\"pin\"]}}}}]|{\"p\":{\"pin\":\"secret\"}}|$.p",
        "\"properties\":{\"k\":{\"type\":\"string\"}},\"patternProperties\":{\"^p\":{\"x-frazil-redact\":true}},\"allOf\":[{\"properties\":{\"pin\":{\"type\":\"string\",\"maxLength\":3}}}]|{\"pin\":\"secret\"}|$.pin",
        "\"properties\":{\"k\":{\"type\":\"string\"}},\"additionalProperties\":{\"x-frazil-redact\":true},\"allOf\":[{\"properties\":{\"pin\":{\"type\":\"string\",\"maxLength\":3}}}]|{\"pin\":\"secret\"}|$.pin",
      })
  void aPartOfARedactedValueIsNotShown(String members, String event, String path) {
    assertThat(message(root(members.replace("PIN", PIN)), event))
        .contains(" path=" + path + " ")
        .doesNotContain("secret")
        .doesNotContain("found [")
        .doesNotContain("found {");
  }

  @Test
  void otherValuesOfTheSameContractAreShown() {
    EventContract contract =
        root(
            "\"properties\":{"
                + PIN
                + ",\"p\":{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/$defs/short\"}},"
                + "\"not\":{\"required\":[\"b\"]}},"
                + "\"q\":{\"$ref\":\"#/$defs/short\",\"x-frazil-redact\":true}},"
                + "\"patternProperties\":{\"^s\":{\"x-frazil-redact\":true}},"
                + "\"$defs\":{\"short\":{\"type\":\"string\",\"maxLength\":3}}");

    assertThat(message(contract, "{\"p\":{\"a\":\"long\"}}"))
        .isEqualTo(
            "reason=value_too_long path=$.p.a v=1: expected at most 3 characters, found \"long\"");
    assertThat(message(contract, "{\"p\":{\"b\":1}}"))
        .isEqualTo(
            "reason=schema_validation_failed path=$.p v=1: expected a value that does not fit the"
                + " schema of not, found {\"b\":1}");
    assertThat(message(contract, "{\"q\":\"long\"}"))
        .isEqualTo("reason=value_too_long path=$.q v=1: expected at most 3 characters");
  }

  @Test
  void whatIsShownInsideOfWhatIsRedactedIsShown() {
    EventContract contract =
        root(
            "\"x-frazil-redact\":true,\"properties\":{\"a\":{\"type\":\"integer\","
                + "\"x-frazil-redact\":false},\"b\":{\"type\":\"integer\"}}");

    assertThat(message(contract, "{\"a\":\"x\"}")).endsWith(": expected an integer, found \"x\"");
    assertThat(message(contract, "{\"b\":\"x\"}")).endsWith(": expected an integer");
  }

  @Test
  @Timeout(60)
  void aContractOfManyColumnsIsCompiledSoon() {
    StringBuilder properties = new StringBuilder(PIN);
    for (int i = 0; i < 9_000; i++) {
      properties.append(",\"c" + i + "\":{\"type\":\"string\",\"maxLength\":3}");
    }
    EventContract contract =
        root("\"properties\":{" + properties + "},\"patternProperties\":{\"^c8\":{}}");

    assertThat(message(contract, "{\"c8999\":\"long\"}")).endsWith(", found \"long\"");
  }
}
