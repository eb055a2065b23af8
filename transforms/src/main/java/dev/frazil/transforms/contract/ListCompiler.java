package dev.frazil.transforms.contract;

import dev.frazil.transforms.contract.ColumnShape.ListOf;
import dev.frazil.transforms.contract.Property.Nulls;
import dev.frazil.transforms.contract.Property.Storage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles what a schema says about arrays. */
final class ListCompiler {
  private final RuleCompiler compiler;
  private final SchemaDocument document;
  private final SchemaNode node;
  private final ContractDefaults defaults;
  private final Complaint complaint;

  ListCompiler(RuleCompiler compiler, SchemaNode node, ContractDefaults defaults) {
    this.compiler = compiler;
    this.document = compiler.document();
    this.node = node;
    this.defaults = defaults.inside();
    this.complaint = compiler.complaint(node, defaults);
  }

  /** Only checks arrays. */
  ValueRule check() {
    List<ListElement> first =
        document.childList(node, "prefixItems").stream().map(this::checked).toList();
    SchemaNode items = document.child(node, "items");
    ListElement rest =
        items == null
            ? new ListElement(complaint, Nulls.ALLOWED, SkipRule.ANY, null)
            : checked(items);
    return new ListRule(complaint, first, rest, checks(), Storage.CHECKED_ONLY);
  }

  /** Checks arrays and stores them. */
  ValueRule stored(ListOf list, StoredAs as) {
    StoredAs element = as.element(list.element().shape());
    SchemaNode items = document.child(node, "items");
    ListElement rest =
        items == null
            ? new ListElement(
                complaint, Nulls.ALLOWED, compiler.bare(node, element, defaults), element.shape())
            : compiler.element(items, element, defaults);
    return new ListRule(complaint, List.of(), rest, checks(), Storage.COLUMN);
  }

  private ListElement checked(SchemaNode element) {
    return compiler.element(element, null, defaults);
  }

  private ListChecks checks() {
    if (!node.hasAny(Keywords.ABOUT_ARRAYS)) {
      return ListChecks.NONE;
    }
    SchemaNode contained = document.child(node, "contains");
    return new ListChecks(
        count("minItems", 0),
        count("maxItems", Integer.MAX_VALUE),
        Boolean.TRUE.equals(node.flag("uniqueItems")),
        contained == null ? null : compiler.check(contained, defaults),
        count("minContains", 1),
        count("maxContains", Integer.MAX_VALUE));
  }

  private int count(String key, int otherwise) {
    @Nullable Integer count = node.count(key);
    return count == null ? otherwise : count;
  }
}
