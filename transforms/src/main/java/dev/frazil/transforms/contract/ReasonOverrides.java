package dev.frazil.transforms.contract;

import static java.util.Objects.requireNonNull;

import dev.frazil.transforms.contract.JsonValue.ObjectValue;
import dev.frazil.transforms.contract.JsonValue.TextValue;
import dev.frazil.transforms.reject.RejectReason;
import java.util.EnumMap;
import java.util.Map;

/**
 * Reads {@code x-frazil-reason}. A code is for all that the value itself can break; a type that is
 * wrong, a value that is missing or that cannot be stored keep their own. An object has a code for
 * each keyword that it names, whatever the keyword.
 */
final class ReasonOverrides {
  private ReasonOverrides() {}

  static Map<Assertion, RejectReason> of(SchemaNode node) {
    Map<Assertion, RejectReason> reasons = new EnumMap<>(Assertion.class);
    JsonValue value = node.value(Keywords.REASON);
    if (value instanceof TextValue) {
      RejectReason reason = reason(node, Keywords.REASON);
      for (Assertion assertion : Assertion.values()) {
        if (assertion.isAboutValue()) {
          reasons.put(assertion, reason);
        }
      }
    } else if (value instanceof ObjectValue byKeyword) {
      SchemaNode codes = requireNonNull(node.child(Keywords.REASON));
      byKeyword.members().keySet().forEach(keyword -> override(codes, keyword, reasons));
    } else if (value != null) {
      throw node.bad(Keywords.REASON, "expected a string or an object, found " + value);
    }
    return reasons;
  }

  private static void override(
      SchemaNode codes, String keyword, Map<Assertion, RejectReason> reasons) {
    RejectReason reason = reason(codes, keyword);
    boolean known = false;
    for (Assertion assertion : Assertion.values()) {
      if (assertion.keyword().equals(keyword) && assertion != Assertion.STORABLE) {
        reasons.put(assertion, reason);
        known = true;
      }
    }
    if (!known) {
      throw codes.bad(keyword, "keyword '" + keyword + "' is not supported");
    }
  }

  private static RejectReason reason(SchemaNode node, String key) {
    String code = node.text(key);
    try {
      return RejectReason.of(String.valueOf(code));
    } catch (IllegalArgumentException e) {
      throw node.bad(key, String.valueOf(e.getMessage()));
    }
  }
}
