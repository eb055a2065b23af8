package dev.frazil.transforms.contract;

import static dev.frazil.transforms.contract.Reading.accepted;
import static dev.frazil.transforms.contract.Reading.contractOfV;
import static dev.frazil.transforms.contract.Reading.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventRulesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\":\"string\",\"const\":\"ż\"}|\"ż\"",
        "{\"type\":\"string\",\"const\":\"ż\"}|\"\\u017c\"",
        "{\"type\":\"string\",\"enum\":[\"a\",\"bb\",\"\"]}|\"\"",
        "{\"type\":\"string\",\"minLength\":2,\"maxLength\":2}|\"żó\"",
        "{\"type\":\"string\",\"maxLength\":1}|\"🎬\"",
        "{\"type\":\"string\",\"minLength\":1}|\"\\ud83c\\udfac\"",
        "{\"type\":\"string\",\"pattern\":\"b+\"}|\"abbc\"",
        "{\"type\":\"string\",\"pattern\":\"^ż.$\"}|\"żó\"",
        "{\"type\":\"string\",\"format\":\"uuid\"}|\"00000000-0000-0000-0000-000000000000\"",
        "{\"type\":\"string\",\"format\":\"uuid\"}|\"ABCDEFab-cdef-0123-4567-89abcdefABCD\"",
        "{\"type\":\"integer\",\"minimum\":0.5,\"maximum\":10}|1",
        "{\"type\":\"integer\",\"enum\":[1,2e1]}|20",
        "{\"type\":\"integer\",\"multipleOf\":3}|-9",
        "{\"type\":\"number\",\"exclusiveMinimum\":0,\"exclusiveMaximum\":1}|0.5",
        "{\"type\":\"number\",\"multipleOf\":0.01}|0.07",
        "{\"type\":\"number\",\"multipleOf\":0.1}|1.1e300",
        "{\"type\":\"number\",\"multipleOf\":0.0001}|0.0075",
        "{\"type\":\"number\",\"const\":1.50}|15e-1",
        "{\"type\":\"boolean\",\"const\":true}|true",
        "{\"type\":\"boolean\",\"enum\":[false,true]}|false",
      })
  void aValueThatKeepsTheRulesIsAccepted(String schema, String value) {
    assertThat(accepted(contractOfV(schema), "{\"v\":" + value + "}").isNull(0)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\":\"string\"}|7|wrong_type|expected a string, found 7",
        "{\"type\":\"string\"}|true|wrong_type|expected a string, found true",
        "{\"type\":\"string\"}|{\"a\":[1]}|wrong_type|expected a string, found {\"a\":[1]}",
        "{\"type\":\"string\"}|null|wrong_type|expected a value that is not null, found null",
        "{\"type\":\"integer\"}|\"12\"|wrong_type|expected an integer, found \"12\"",
        "{\"type\":\"integer\"}|12.5|wrong_type|expected an integer, found 12.5",
        "{\"type\":\"number\"}|[1]|wrong_type|expected a number, found [1]",
        "{\"type\":\"boolean\"}|\"yes\"|wrong_type|expected a boolean, found \"yes\"",
        "{\"type\":\"boolean\"}|1|wrong_type|expected a boolean, found 1",
        "{\"type\":\"boolean\",\"const\":true}|false|schema_validation_failed|expected true, found"
            + " false",
        "{\"type\":\"string\",\"format\":\"date-time\"}|1761400991|wrong_type|expected a string,"
            + " found 1761400991",
        "{\"type\":\"string\",\"const\":\"ż\"}|\"z\"|schema_validation_failed|expected \"ż\", found"
            + " \"z\"",
        "{\"type\":\"string\",\"enum\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\"]}|\"x\"|schema_validation_failed|expected"
            + " one of \"a\", \"b\", \"c\", \"d\", \"e\", \"f\" and 2 more, found \"x\"",
        "{\"type\":\"string\",\"minLength\":3}|\"żó\"|schema_validation_failed|expected at least 3"
            + " characters, found \"żó\"",
        "{\"type\":\"string\",\"maxLength\":1}|\"żó\"|value_too_long|expected at most 1 characters,"
            + " found \"żó\"",
        "{\"type\":\"string\",\"pattern\":\"^a$\"}|\"aa\"|schema_validation_failed|expected a text"
            + " that matches ^a$, found \"aa\"",
        "{\"type\":\"string\",\"format\":\"uuid\"}|\"3f1c0cb8283744c98a5d0b6ee85256eb\"|invalid_uuid|expected"
            + " a UUID, found \"3f1c0cb8283744c98a5d0b6ee85256eb\"",
        "{\"type\":\"string\",\"format\":\"uuid\"}|\"3f1c0cb8-2837-44c9-8a5d-0b6ee85256eg\"|invalid_uuid|expected"
            + " a UUID, found \"3f1c0cb8-2837-44c9-8a5d-0b6ee85256eg\"",
        "{\"type\":\"string\",\"format\":\"uuid\"}|\"\"|invalid_uuid|expected a UUID, found \"\"",
        "{\"type\":\"integer\",\"minimum\":0.5}|0|schema_validation_failed|expected at least 0.5,"
            + " found 0",
        "{\"type\":\"integer\",\"exclusiveMaximum\":3}|3.0|schema_validation_failed|expected less"
            + " than 3, found 3.0",
        "{\"type\":\"integer\",\"multipleOf\":3}|10|schema_validation_failed|expected a multiple of"
            + " 3, found 10",
        "{\"type\":\"integer\",\"enum\":[1,2]}|3|schema_validation_failed|expected one of 1, 2,"
            + " found 3",
        "{\"type\":\"number\",\"exclusiveMinimum\":0}|0|schema_validation_failed|expected more than"
            + " 0, found 0",
        "{\"type\":\"number\",\"multipleOf\":0.01}|0.075|schema_validation_failed|expected a"
            + " multiple of 0.01, found 0.075",
        "{\"type\":\"number\",\"multipleOf\":0.3}|1e300|schema_validation_failed|expected a"
            + " multiple of 0.3, found 1e300",
        "{\"type\":\"number\",\"const\":1.5}|1.4999999999999999999|schema_validation_failed|expected"
            + " 1.5, found 1.4999999999999999999",
      })
  void aValueThatBreaksARuleIsRejected(String schema, String value, String reason, String detail) {
    assertThat(message(contractOfV(schema), "{\"v\":" + value + "}"))
        .isEqualTo("reason=" + reason + " path=$.v v=1: " + detail);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "-0,0",
    "-0.0,0",
    "0e999999999,0",
    "12.0,12",
    "1e1,10",
    "1.5e1,15",
    "-120e-1,-12",
    "0.00001e5,1",
    "1000000000000000000,1000000000000000000",
    "9223372036854775807,9223372036854775807",
    "-9223372036854775808,-9223372036854775808",
    "-9223372036854775808.000,-9223372036854775808",
    "9223372036854775807000e-3,9223372036854775807",
    "4611686018427387904,4611686018427387904",
  })
  void integersAreReadExactly(String text, long value) {
    EventStruct event = accepted(contractOfV("{\"type\":\"integer\"}"), "{\"v\":" + text + "}");

    assertThat(event.longAt(0)).isEqualTo(value);
    assertThat(event.get("v")).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036854775808",
        "-9223372036854775809",
        "9999999999999999999",
        "18446744073709551616",
        "1e19",
        "1e999999999",
        "-1e99999999999999999999",
        "9223372036854775808.0"
      })
  void integersOfMoreThan64BitsAreOutOfRange(String text) {
    assertThat(message(contractOfV("{\"type\":\"integer\"}"), "{\"v\":" + text + "}"))
        .isEqualTo(
            "reason=out_of_range path=$.v v=1: expected an integer of 64 bits, found " + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.1", "1e-1", "9223372036854775807.5", "1e-999999999", "12.50"})
  void numbersWithAFractionAreNoIntegers(String text) {
    assertThat(message(contractOfV("{\"type\":\"integer\"}"), "{\"v\":" + text + "}"))
        .isEqualTo("reason=wrong_type path=$.v v=1: expected an integer, found " + text);
  }

  @Test
  void integersOf32BitsHaveTheirOwnLimits() {
    EventContract contract = contractOfV("{\"type\":\"integer\",\"format\":\"int32\"}");

    assertThat(accepted(contract, "{\"v\":2147483647}").getInt32("v")).isEqualTo(Integer.MAX_VALUE);
    assertThat(accepted(contract, "{\"v\":-2147483648}").getInt32("v"))
        .isEqualTo(Integer.MIN_VALUE);
    assertThat(message(contract, "{\"v\":2147483648}"))
        .isEqualTo(
            "reason=out_of_range path=$.v v=1: expected an integer of 32 bits, found 2147483648");
    assertThat(message(contract, "{\"v\":1e30}"))
        .isEqualTo("reason=out_of_range path=$.v v=1: expected an integer of 32 bits, found 1e30");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "-0.0",
        "1",
        "0.1",
        "1e22",
        "1e23",
        "9007199254740993",
        "123456789012345678901234567890",
        "1.7976931348623157e308",
        "4.9e-324",
        "2.2250738585072011e-308",
        "3.141592653589793238462643",
        "179769313486231570000e288",
        "-1.5E+3",
        "1e-22",
        "7.2057594037927933e16"
      })
  void numbersAreTheNearestDoubles(String text) {
    EventStruct event = accepted(contractOfV("{\"type\":\"number\"}"), "{\"v\":" + text + "}");

    // Minus zero included: compared as bits.
    assertThat(Double.doubleToLongBits(event.doubleAt(0)))
        .isEqualTo(Double.doubleToLongBits(Double.parseDouble(text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e309", "-1e309", "1e999999999", "1e-400", "1e-99999999999999999999"})
  void numbersThatNoDoubleIsNearAreOutOfRange(String text) {
    assertThat(message(contractOfV("{\"type\":\"number\"}"), "{\"v\":" + text + "}"))
        .isEqualTo("reason=out_of_range path=$.v v=1: expected a number of 64 bits, found " + text);
  }

  @Test
  void textsAreKeptByteForByte() {
    EventContract contract = contractOfV("{\"type\":\"string\"}");
    byte[] bytes = "{\"v\":\"zażółć gęślą jaźń\"}".getBytes(StandardCharsets.UTF_8);

    EventStruct event = accepted(contract, bytes);

    assertThat(event.getString("v")).isEqualTo("zażółć gęślą jaźń");
    assertThat(event.utf8Bytes(0)).isSameAs(bytes);
    assertThat(event.utf8Offset(0)).isEqualTo(6);
    assertThat(event.utf8Length(0)).isEqualTo(bytes.length - 8);
  }

  @Test
  void escapesAreDecodedAside() {
    EventContract contract =
        Reading.contract("\"v\":{\"type\":\"string\"},\"w\":{\"type\":\"string\"}");

    EventStruct event =
        accepted(
            contract,
            "{\"w\":\"\\\"\\\\\\/\\b\\f\\n"
                + "\\r"
                + "\\t\",\"v\":\"a\\u0000\\u017B\\uD83C\\uDFACżz\",\"x\":\"\\u0041\"}");

    assertThat(event.getString("w")).isEqualTo("\"\\/\b\f\n\r\t");
    assertThat(event.getString("v")).isEqualTo("a\0Ż🎬żz");
    assertThat(event.utf8Bytes(0)).isSameAs(event.utf8Bytes(1)).isNotSameAs(event.original());
    assertThat(new String(event.utf8Bytes(0), StandardCharsets.UTF_8))
        .isEqualTo("\"\\/\b\f\n\r\ta\0Ż🎬żz");
  }

  @Test
  void whatStandsFirstInTheEventIsReported() {
    EventContract contract =
        EventContract.compile(
            """
            {"type": "object", "required": ["c", "b", "a"], "properties": {
              "a": {"type": "integer"}, "b": {"type": "integer"}, "c": {"type": "integer"}}}
            """);

    assertThat(message(contract, "{\"b\":\"x\",\"a\":\"y\""))
        .isEqualTo("reason=wrong_type path=$.b v=1: expected an integer, found \"x\"");
    assertThat(message(contract, "{\"a\":1} x"))
        .isEqualTo("reason=missing_required_field path=$.c v=1: expected a value, found none");
    assertThat(message(contract, "{}"))
        .isEqualTo("reason=missing_required_field path=$.c v=1: expected a value, found none");
  }

  @Test
  void aReaderIsTheSameAfterARejectedEvent() {
    EventReader reader = contractOfV("{\"type\":\"string\"}").reader(100);
    byte[] good = "{\"v\":\"\\u0061\",\"u\":1}".getBytes(StandardCharsets.UTF_8);
    EventOutcome first = reader.read(good);

    for (String bad : new String[] {"{\"v\":\"\\u0062", "{\"u\":{\"k\":1,\"k\":2}}", "{\"v\":7}"}) {
      assertThat(reader.read(bad.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(RejectedEvent.class);
      assertThat(reader.read(good)).isEqualTo(first);
    }
  }

  @Test
  void theOrderOfMembersMayChangeFromEventToEvent() {
    EventContract contract =
        Reading.contract(
            "\"a\":{\"type\":\"integer\"},\"b\":{\"type\":\"integer\"},\"bb\":{\"type\":\"integer\"}");
    EventReader reader = contract.reader(100);

    for (String event :
        new String[] {
          "{\"a\":1,\"b\":2,\"bb\":3}",
          "{\"bb\":3,\"b\":2,\"a\":1}",
          "{\"b\":2,\"x\":0,\"bb\":3,\"a\":1}",
          " {\n\"bb\" :\t3 ,\"a\": 1\r,\"b\":2 } ",
          "{\"\\u0062\":2,\"a\":1,\"b\\u0062\":3}"
        }) {
      EventStruct struct = (EventStruct) reader.read(event.getBytes(StandardCharsets.UTF_8));
      assertThat(struct.toString()).isEqualTo("Struct{a=1,b=2,bb=3}");
    }
  }
}
