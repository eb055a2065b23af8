package dev.frazil.transforms.contract;

import static dev.frazil.transforms.contract.Reading.accepted;
import static dev.frazil.transforms.contract.Reading.contractOfV;
import static dev.frazil.transforms.contract.Reading.message;
import static dev.frazil.transforms.contract.Reading.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
  private static final EventContract CONTRACT = contractOfV("{\"type\":\"string\"}");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|the text ends at byte 0, expected an object",
        "`  `|the text ends at byte 2, expected an object",
        "hello|no JSON at byte 0, expected a value",
        "NaN|no JSON at byte 0, expected a value",
        "nul|the text ends at byte 3, expected null",
        "nulL|no JSON at byte 3, expected null",
        "{|the text ends at byte 1, expected a key",
        "{\"v|the text ends at byte 3, expected the end of the string",
        "{\"v\"|the text ends at byte 4, expected ':'",
        "{\"v\":|the text ends at byte 5, expected a value",
        "{\"v\":\"a|the text ends at byte 7, expected the end of the string",
        "{\"v\":\"a\"|the text ends at byte 8, expected ',' or '}'",
        "{\"v\":\"a\",|the text ends at byte 9, expected a key",
        "{\"v\":\"a\",}|no JSON at byte 9, expected a key",
        "{,\"v\":\"a\"}|no JSON at byte 1, expected a key",
        "{v:1}|no JSON at byte 1, expected a key",
        "{'v':1}|no JSON at byte 1, expected a key",
        "{\"v\" \"a\"}|no JSON at byte 5, expected ':'",
        "{\"v\":}|no JSON at byte 5, expected a value",
        "{\"v\":\"a\"}}|no JSON at byte 9, expected the end of the text",
        "{\"v\":\"a\"}{}|no JSON at byte 9, expected the end of the text",
        "{\"v\":\"a\\x\"}|no JSON at byte 8, expected an escape",
        "{\"v\":\"\\u12g4\"}|no JSON at byte 10, expected a hexadecimal digit",
        "{\"v\":\"\\u12|the text ends at byte 10, expected a hexadecimal digit",
        "{\"v\":\"\\|the text ends at byte 7, expected an escape",
        "{\"u\":01}|no JSON at byte 6, expected no digit after a leading zero",
        "{\"u\":-}|no JSON at byte 6, expected a digit",
        "{\"u\":1.}|no JSON at byte 7, expected a digit",
        "{\"u\":.5}|no JSON at byte 5, expected a value",
        "{\"u\":+1}|no JSON at byte 5, expected a value",
        "{\"u\":1e}|no JSON at byte 7, expected a digit",
        "{\"u\":1e+}|no JSON at byte 8, expected a digit",
        "{\"u\":0x10}|no JSON at byte 6, expected ',' or '}'",
        "{\"u\":Infinity}|no JSON at byte 5, expected a value",
        "{\"u\":[1,]}|no JSON at byte 8, expected a value",
        "{\"u\":[1 2]}|no JSON at byte 8, expected ',' or ']'",
        "{\"u\":[1}|no JSON at byte 7, expected ',' or ']'",
        "{\"u\":{\"a\":1]}|no JSON at byte 11, expected ',' or '}'",
        "{\"u\":{\"a\":1,}}|no JSON at byte 12, expected a key",
        "{\"u\":{a:1}}|no JSON at byte 6, expected a key",
        "{\"u\":True}|no JSON at byte 5, expected a value",
        "{\"v\":nil}|no JSON at byte 6, expected null",
        "{\"v\":1|the text ends at byte 6, expected ',' or '}'",
      })
  void whatIsNoJsonIsRejectedWithThePlace(String event, String detail) {
    // A value of another type is reported only when it is JSON, so v:1 at the end of the text is
    // wrong_type.
    String reason = event.equals("{\"v\":1") ? "wrong_type" : "invalid_json";
    if (reason.equals("wrong_type")) {
      assertThat(message(CONTRACT, event))
          .isEqualTo("reason=wrong_type path=$.v v=1: expected a string, found 1");
    } else {
      assertThat(message(CONTRACT, event)).isEqualTo("reason=invalid_json path=$ v=1: " + detail);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "\n", "\u001f", "\t"})
  void controlCharactersInStringsAreRejected(String control) {
    assertThat(message(CONTRACT, "{\"v\":\"a" + control + "b\"}"))
        .isEqualTo(
            "reason=invalid_json path=$ v=1: no JSON at byte 7, expected no control character in a"
                + " string");
    assertThat(message(CONTRACT, "{\"v\":\"long enough for words" + control + "b\"}"))
        .isEqualTo(
            "reason=invalid_json path=$ v=1: no JSON at byte 27, expected no control character in a"
                + " string");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[1,{\"a\":null}]", "\"text\"", "12", "true", " null "})
  void otherTypesAreNoEvents(String event) {
    assertThat(message(CONTRACT, event))
        .isEqualTo("reason=wrong_type path=$ v=1: expected an object");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "bf",
        "c0af",
        "c1bf",
        "c2",
        "c241",
        "e09fbf",
        "e08080",
        "eda080",
        "edbfbf",
        "e282",
        "e28228",
        "f08fbfbf",
        "f4908080",
        "f58080ff",
        "f09f8e",
        "f09f8e28",
        "ff",
        "fe"
      })
  void bytesThatAreNoUtf8AreRejectedWhereverTheyAre(String hex) {
    for (String place :
        new String[] {
          "{\"v\":\"%\"}",
          "{\"%\":1}",
          "{\"u\":[{\"%\":1}]}",
          "{\"v\":\"as long as words %, and more of them\"}",
          "%",
          "{%"
        }) {
      int at = place.indexOf('%');
      byte[] event = around(place, HexFormat.of().parseHex(hex));

      assertThat(rejected(CONTRACT, event).message())
          .isEqualTo("reason=unsupported_encoding path=$ v=1: no UTF-8 at byte " + at);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"c280", "dfbf", "e0a080", "ed9fbf", "ee8080", "efbfbf", "f0908080", "f48fbfbf"})
  void theEdgesOfUtf8AreText(String hex) {
    byte[] utf8 = HexFormat.of().parseHex(hex);

    assertThat(accepted(CONTRACT, around("{\"v\":\"%\"}", utf8)).getString("v"))
        .isEqualTo(new String(utf8, StandardCharsets.UTF_8));
    assertThat(rejected(CONTRACT, around("{%", utf8)).message())
        .isEqualTo("reason=invalid_json path=$ v=1: no JSON at byte 1, expected a key");
  }

  @Test
  void aByteOrderMarkIsRejected() {
    assertThat(message(CONTRACT, "\uFEFF{\"v\":\"a\"}"))
        .isEqualTo("reason=unsupported_encoding path=$ v=1: a byte order mark");
    assertThat(rejected(CONTRACT, "{}".getBytes(StandardCharsets.UTF_16)).message())
        .isEqualTo("reason=unsupported_encoding path=$ v=1: no UTF-8 at byte 0");
    assertThat(rejected(CONTRACT, "{}".getBytes(StandardCharsets.UTF_16LE)).message())
        .isEqualTo("reason=invalid_json path=$ v=1: no JSON at byte 1, expected a key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\ud83c",
        "\\udfac",
        "\\ud83cx",
        "\\ud83c\\n",
        "\\ud83c\\u0041",
        "\\udfac\\ud83c"
      })
  void halfASurrogatePairIsNoText(String escaped) {
    assertThat(message(CONTRACT, "{\"v\":\"" + escaped + "\"}"))
        .isEqualTo("reason=unsupported_encoding path=$ v=1: half a surrogate pair at byte 6");
  }

  @Test
  void textsOfEveryLengthAndMixtureAreRead() {
    for (String unit : new String[] {"a", "ż", "€", "🎬", "aż", "abcdefg🎬"}) {
      for (int length = 0; length < 40; length++) {
        String text = unit.repeat(length) + "x".repeat(length % 9);
        assertThat(accepted(CONTRACT, "{\"v\":\"" + text + "\"}").getString("v")).isEqualTo(text);
        assertThat(accepted(CONTRACT, "{\"v\":\"" + text + "\\n" + text + "\"}").getString("v"))
            .isEqualTo(text + "\n" + text);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"v\":\"a\",\"v\":\"a\"}|$.v|expected the key once, found it again",
        "{\"v\":\"a\",\"\\u0076\":\"a\"}|$.v|expected the key once, found it again",
        "{\"u\":1,\"v\":\"a\",\"u\":1}|$.u|expected the key once, found it again",
        "{\"u\":1,\"\\u0075\":2}|$.u|expected the key once, found it again",
        "{\"\\u0075\":1,\"u\":2}|$.u|expected the key once, found it again",
        "{\"\":1,\"\":2}|$['']|expected the key once, found it again",
        "{\"u\":[{\"a\":1,\"b\":{\"a\":2},\"a\":3}]}|$|the key at byte 26 is there already",
      })
  void aKeyMayNotComeTwice(String event, String path, String detail) {
    assertThat(message(CONTRACT, event))
        .isEqualTo("reason=duplicate_key path=" + path + " v=1: " + detail);
  }

  @Test
  void theSameKeyMayComeInOtherObjectsAndInOtherCase() {
    accepted(
        CONTRACT,
        "{\"v\":\"a\",\"V\":1,\"a\":{\"v\":1,\"a\":{\"v\":1}},\"b\":[{\"v\":1},{\"v\":2,\"b\":0}],\"\\u0062x\":{\"v\":1}}");
  }

  @Test
  void aKeyMayComeAgainAfterAnObjectThatHasIt() {
    accepted(
        CONTRACT, "{\"u\":{\"k\":1},\"k\":{\"x\":{\"l\":1},\"l\":2},\"l\":[{\"m\":1}],\"m\":1}");
  }

  @Test
  void decodedTextsOfEarlierEventsAreForgotten() {
    EventReader reader = CONTRACT.reader(100);
    byte[] event = "{\"v\":\"\\n\"}".getBytes(StandardCharsets.UTF_8);
    reader.read(event);

    EventStruct second = (EventStruct) reader.read(event);

    assertThat(second.utf8Bytes(0)).containsExactly('\n');
    assertThat(second.utf8Offset(0)).isZero();
  }

  private static byte[] around(String place, byte[] middle) {
    int at = place.indexOf('%');
    byte[] head = place.substring(0, at).getBytes(StandardCharsets.UTF_8);
    byte[] tail = place.substring(at + 1).getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[head.length + middle.length + tail.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(middle, 0, all, head.length, middle.length);
    System.arraycopy(tail, 0, all, head.length + middle.length, tail.length);
    return all;
  }
}
