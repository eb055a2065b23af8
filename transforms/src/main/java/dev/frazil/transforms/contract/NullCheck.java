package dev.frazil.transforms.contract;

import dev.frazil.transforms.contract.JsonValue.NullValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells which schemas an explicit null is valid by. */
final class NullCheck {
  private static final NullValue NULL = new NullValue();

  private final SchemaDocument document;
  private final Map<String, Boolean> known = new HashMap<>();

  NullCheck(SchemaDocument document) {
    this.document = document;
  }

  /** Whether null is valid. */
  boolean accepts(SchemaNode node) {
    Boolean before = known.get(node.pointer());
    if (before == null) {
      before = fitsType(node) && fitsValues(node) && fitsOthers(node) && fitsCondition(node);
      known.put(node.pointer(), before);
    }
    return before;
  }

  private static boolean fitsType(SchemaNode node) {
    Set<ValueType> types = ValueType.of(node);
    return types == null || types.contains(ValueType.NULL);
  }

  private static boolean fitsValues(SchemaNode node) {
    List<JsonValue> values = node.list("enum");
    JsonValue constant = node.value("const");
    return (values == null || values.contains(NULL)) && (constant == null || constant.equals(NULL));
  }

  private boolean fitsOthers(SchemaNode node) {
    SchemaNode referred = document.referred(node);
    List<SchemaNode> any = document.childList(node, "anyOf");
    List<SchemaNode> one = document.childList(node, "oneOf");
    SchemaNode not = document.child(node, "not");
    return (referred == null || accepts(referred))
        && document.childList(node, "allOf").stream().allMatch(this::accepts)
        && (any.isEmpty() || any.stream().anyMatch(this::accepts))
        && (one.isEmpty() || one.stream().filter(this::accepts).count() == 1)
        && (not == null || !accepts(not));
  }

  private boolean fitsCondition(SchemaNode node) {
    SchemaNode condition = document.child(node, "if");
    if (condition == null) {
      return true;
    }
    SchemaNode branch = document.child(node, accepts(condition) ? "then" : "else");
    return branch == null || accepts(branch);
  }
}
