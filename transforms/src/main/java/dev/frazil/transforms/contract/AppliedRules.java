package dev.frazil.transforms.contract;

import dev.frazil.transforms.contract.Property.Nulls;
import dev.frazil.transforms.json.CanonicalText;
import dev.frazil.transforms.json.SliceIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compiles what a schema asks of a value beside its type: other schemas, and certain values. */
final class AppliedRules {
  private final RuleCompiler compiler;
  private final SchemaDocument document;
  private final SchemaNode node;
  private final ContractDefaults defaults;
  private final Complaint complaint;

  AppliedRules(RuleCompiler compiler, SchemaNode node, ContractDefaults defaults) {
    this.compiler = compiler;
    this.document = compiler.document();
    this.node = node;
    this.defaults = defaults;
    this.complaint = compiler.complaint(node, defaults);
  }

  /** All of them, each only to check. */
  List<ValueRule> all() {
    List<ValueRule> rules = exceptValues();
    for (AllowedValues values : AllowedValues.of(node)) {
      SliceIndex forms =
          new SliceIndex(values.jsonTexts().stream().map(CanonicalText::of).toList());
      rules.add(new AmongRule(complaint, forms, values.assertion(), values.expected()));
    }
    return rules;
  }

  /** All but {@code const} and {@code enum}, which were seen to. */
  List<ValueRule> exceptValues() {
    List<ValueRule> rules = new ArrayList<>();
    SchemaNode referred = document.referred(node);
    if (referred != null) {
      rules.add(compiler.shared(referred, defaults));
    }
    rules.addAll(checks("allOf"));
    if (node.has("anyOf")) {
      rules.add(Alternatives.anyOf(complaint, checks("anyOf")));
    }
    if (node.has("oneOf")) {
      rules.add(Alternatives.oneOf(complaint, checks("oneOf")));
    }
    SchemaNode not = document.child(node, "not");
    if (not != null) {
      String expected =
          node.allowsNothing() ? "no value here" : "a value that does not fit the schema of not";
      rules.add(new NotRule(complaint, check(not), expected));
    }
    addCondition(rules);
    addDependencies(rules);
    return rules;
  }

  private void addCondition(List<ValueRule> rules) {
    SchemaNode condition = document.child(node, "if");
    ValueRule then = checkOrSkip("then");
    ValueRule otherwise = checkOrSkip("else");
    if (condition != null) {
      rules.add(new ConditionalRule(check(condition), then, otherwise));
    }
  }

  private void addDependencies(List<ValueRule> rules) {
    for (Map.Entry<String, SchemaNode> each :
        document.children(node, "dependentSchemas").entrySet()) {
      Nulls nulls = defaults.absent().contains(each.getKey()) ? Nulls.ABSENT : Nulls.ALLOWED;
      ValueRule has = ObjectCompiler.having(each.getKey(), nulls, compiler.nextObjectRule());
      rules.add(new ConditionalRule(has, check(each.getValue()), SkipRule.ANY));
    }
  }

  private ValueRule checkOrSkip(String key) {
    SchemaNode child = document.child(node, key);
    return child == null ? SkipRule.ANY : check(child);
  }

  private List<ValueRule> checks(String key) {
    return new ArrayList<>(document.childList(node, key).stream().map(this::check).toList());
  }

  private ValueRule check(SchemaNode child) {
    return compiler.check(child, defaults);
  }
}
