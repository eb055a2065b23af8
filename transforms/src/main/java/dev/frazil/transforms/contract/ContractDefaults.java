package dev.frazil.transforms.contract;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a schema passes on to those in it.
 *
 * @param values whether rejections show values
 * @param nullIsAbsent whether an explicit null in an optional property is no value
 * @param unknown what becomes of members that are no properties
 * @param absent the members of the same object that are absent where they are null
 */
record ContractDefaults(
    Complaint.Values values, boolean nullIsAbsent, Unknown unknown, Set<String> absent) {
  /** What holds outside of the document. */
  static final ContractDefaults NONE =
      new ContractDefaults(Complaint.Values.SHOWN, false, Unknown.IGNORE, Set.of());

  /** What becomes of members that are no properties. */
  enum Unknown {
    IGNORE,
    REJECT,
    CAPTURE
  }

  ContractDefaults {
    absent = Set.copyOf(absent);
  }

  static ContractDefaults of(SchemaNode root) {
    return NONE.within(root);
  }

  /** These for the same value, with more of its members that are absent where they are null. */
  ContractDefaults withAbsent(Set<String> more) {
    Set<String> all = new TreeSet<>(absent);
    all.addAll(more);
    return new ContractDefaults(values, nullIsAbsent, unknown, all);
  }

  /** These for what is inside the value. */
  ContractDefaults inside() {
    return new ContractDefaults(values, nullIsAbsent, unknown, Set.of());
  }

  /** These, with what the node sets over them. */
  ContractDefaults within(SchemaNode node) {
    Boolean redact = node.flag(Keywords.REDACT);
    String onNull = node.text(Keywords.NULL);
    if (onNull != null && !onNull.equals("absent")) {
      throw node.bad(Keywords.NULL, "expected \"absent\", found \"" + onNull + '"');
    }
    Complaint.Values shown =
        redact == null ? values : redact ? Complaint.Values.LEFT_OUT : Complaint.Values.SHOWN;
    return new ContractDefaults(shown, nullIsAbsent || onNull != null, unknown(node), absent);
  }

  private Unknown unknown(SchemaNode node) {
    @Nullable String given = node.text(Keywords.UNKNOWN);
    if (given == null) {
      return unknown;
    }
    return switch (given) {
      case "ignore" -> Unknown.IGNORE;
      case "reject" -> Unknown.REJECT;
      case "capture" -> Unknown.CAPTURE;
      default ->
          throw node.bad(
              Keywords.UNKNOWN,
              "expected \"ignore\", \"reject\" or \"capture\", found \"" + given + '"');
    };
  }
}
