package dev.frazil.transforms.contract;

import dev.frazil.transforms.contract.JsonValue.ArrayValue;
import dev.frazil.transforms.contract.JsonValue.ObjectValue;
import dev.frazil.transforms.contract.JsonValue.TextValue;
import dev.frazil.transforms.reject.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Refuses texts that have half of a surrogate pair without the other: no UTF-8 says them, so no
 * event could ever have them.
 */
final class WholeCharacters {
  private WholeCharacters() {}

  /** Throws {@link ContractException} when a text or a key in the value has such a half. */
  static void require(JsonValue value, String path) {
    if (value instanceof TextValue text) {
      require(text.text(), path);
    } else if (value instanceof ArrayValue array) {
      for (int i = 0; i < array.elements().size(); i++) {
        require(array.elements().get(i), path + '[' + i + ']');
      }
    } else if (value instanceof ObjectValue object) {
      for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
        require(member.getKey(), path);
        require(member.getValue(), Rejection.child(path, member.getKey()));
      }
    }
  }

  private static void require(String text, String path) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new ContractException(
          path, "expected whole characters, found half a surrogate pair in \"" + shown(text) + '"');
    }
  }

  private static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .forEach(
            each -> {
              boolean isHalf = each >= Character.MIN_SURROGATE && each <= Character.MAX_SURROGATE;
              if (isHalf) {
                shown.append("\\u").append(Integer.toHexString(each));
              } else {
                shown.appendCodePoint(each);
              }
            });
    return shown.toString();
  }
}
