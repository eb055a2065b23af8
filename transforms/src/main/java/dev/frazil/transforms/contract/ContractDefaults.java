package dev.frazil.transforms.contract;

/**
 * What a contract sets for all of its properties, and a property for itself.
 *
 * @param values whether rejections show values
 * @param nullIsAbsent whether an explicit null in an optional property is the same as no value
 */
record ContractDefaults(Complaint.Values values, boolean nullIsAbsent) {
  private static final ContractDefaults NONE = new ContractDefaults(Complaint.Values.SHOWN, false);

  static ContractDefaults of(SchemaNode root) {
    return NONE.within(root);
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
    return new ContractDefaults(shown, nullIsAbsent || onNull != null);
  }
}
