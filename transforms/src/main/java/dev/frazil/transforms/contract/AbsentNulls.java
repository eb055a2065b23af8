package dev.frazil.transforms.contract;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the members of an object that are absent where they are null: the properties that {@code
 * x-frazil-null} holds for, and whose own schema does not take null. All schemas that a value has
 * to fit say so for each other.
 */
final class AbsentNulls {
  private final SchemaDocument document;
  private final NullCheck nulls;
  private final boolean isUsed;

  AbsentNulls(SchemaDocument document, NullCheck nulls) {
    this.document = document;
    this.nulls = nulls;
    this.isUsed = document.schemas().stream().anyMatch(node -> node.has(Keywords.NULL));
  }

  /** The defaults within a schema, with the members of its objects that are absent when null. */
  ContractDefaults within(SchemaNode node, ContractDefaults outer) {
    ContractDefaults defaults = outer.within(node);
    if (!isUsed) {
      return defaults;
    }
    Set<String> found = new TreeSet<>();
    find(node, defaults, found, new HashSet<>());
    return found.isEmpty() ? defaults : defaults.withAbsent(found);
  }

  private void find(
      SchemaNode node, ContractDefaults defaults, Set<String> found, Set<String> seen) {
    if (!seen.add(node.pointer())) {
      return;
    }
    document
        .children(node, "properties")
        .forEach(
            (name, schema) -> {
              if (defaults.within(schema).nullIsAbsent() && !nulls.accepts(schema)) {
                found.add(name);
              }
            });
    for (SchemaNode applied : document.appliedAlways(node)) {
      find(applied, defaults.within(applied), found, seen);
    }
  }
}
