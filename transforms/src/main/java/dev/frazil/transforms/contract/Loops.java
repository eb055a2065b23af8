package dev.frazil.transforms.contract;

import java.util.HashSet;
import java.util.Set;

/** Refuses schemas that apply themselves to the same value, and so would never come to an end. */
final class Loops {
  private final SchemaDocument document;
  private final Set<String> onTheWay = new HashSet<>();
  private final Set<String> cleared = new HashSet<>();

  private Loops(SchemaDocument document) {
    this.document = document;
  }

  /** Throws {@link ContractException} when there is one. */
  static void refuse(SchemaDocument document) {
    Loops loops = new Loops(document);
    document.schemas().forEach(loops::follow);
  }

  private void follow(SchemaNode node) {
    if (cleared.contains(node.pointer())) {
      return;
    }
    if (!onTheWay.add(node.pointer())) {
      throw node.bad("$ref", "the schema refers to itself for the same value");
    }
    document.applied(node).forEach(this::follow);
    for (String keyword : Keywords.ASKED) {
      SchemaNode asked = document.child(node, keyword);
      if (asked != null) {
        follow(asked);
      }
    }
    onTheWay.remove(node.pointer());
    cleared.add(node.pointer());
  }
}
