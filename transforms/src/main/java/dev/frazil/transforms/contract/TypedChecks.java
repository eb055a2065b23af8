package dev.frazil.transforms.contract;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles what a schema says about values by their type, only to check them. */
final class TypedChecks {
  private final RuleCompiler compiler;
  private final SchemaNode node;
  private final ContractDefaults defaults;
  private final Complaint complaint;
  private final ScalarRules scalars;
  private final @Nullable Set<ValueType> types;

  TypedChecks(RuleCompiler compiler, SchemaNode node, ContractDefaults defaults) {
    this.compiler = compiler;
    this.node = node;
    this.defaults = defaults;
    this.complaint = compiler.complaint(node, defaults);
    this.scalars = new ScalarRules(node, complaint);
    this.types = ValueType.of(node);
    ValueType.format(node);
  }

  /** Whether {@link #rule} sees to {@code const} and {@code enum} too. */
  boolean coverValues() {
    return types != null
        && types.size() == 1
        && switch (types.iterator().next()) {
          case STRING, INTEGER, NUMBER, BOOLEAN ->
              AllowedValues.areOf(node, types.iterator().next());
          case OBJECT, ARRAY, NULL -> false;
        };
  }

  private List<AllowedValues> values(ValueType type) {
    return coverValues() ? AllowedValues.of(node, type) : List.of();
  }

  ValueRule rule() {
    if (types != null && types.size() == 1 && !types.contains(ValueType.NULL)) {
      return only(types.iterator().next());
    }
    ValueRule numbers = numbers();
    ByTypeRule rule =
        new ByTypeRule(
            complaint,
            expected(),
            among(ValueType.OBJECT, Keywords.ABOUT_OBJECTS),
            among(ValueType.ARRAY, Keywords.ABOUT_ARRAYS),
            among(ValueType.STRING, Keywords.ABOUT_TEXTS),
            numbers,
            among(ValueType.BOOLEAN, Set.of()),
            among(ValueType.NULL, Set.of()));
    return rule.takesAny() ? SkipRule.ANY : rule;
  }

  private ValueRule only(ValueType type) {
    return switch (type) {
      case OBJECT -> new ObjectCompiler(compiler, node, defaults).check();
      case ARRAY -> new ListCompiler(compiler, node, defaults).check();
      case STRING -> scalars.checkTexts(values(type));
      case INTEGER -> scalars.checkIntegers(values(type));
      case NUMBER -> scalars.checkNumbers(values(type));
      case BOOLEAN -> scalars.booleans(values(type));
      case NULL -> throw new IllegalStateException("Cannot compile type null: it has no rule");
    };
  }

  /** The rule for values of the type; null when there may be none. */
  private @Nullable ValueRule among(ValueType type, Set<String> keywords) {
    if (types != null && !types.contains(type)) {
      return null;
    }
    boolean restricts = node.hasAny(keywords) || (type == ValueType.STRING && node.has("format"));
    return switch (type) {
      case OBJECT -> restricts ? only(type) : SkipRule.ANY;
      case ARRAY -> restricts ? only(type) : SkipRule.ANY;
      case STRING -> restricts ? scalars.checkTexts(List.of()) : SkipRule.ANY;
      case INTEGER, NUMBER, BOOLEAN, NULL -> SkipRule.ANY;
    };
  }

  private @Nullable ValueRule numbers() {
    boolean any = types == null || types.contains(ValueType.NUMBER);
    if (any) {
      return node.hasAny(Keywords.ABOUT_NUMBERS) ? scalars.checkNumbers(List.of()) : SkipRule.ANY;
    }
    return types != null && types.contains(ValueType.INTEGER)
        ? scalars.checkIntegers(List.of())
        : null;
  }

  private String expected() {
    StringBuilder words = new StringBuilder();
    for (ValueType type : types == null ? EnumSet.noneOf(ValueType.class) : types) {
      words.append(words.length() == 0 ? "" : " or ").append(type.words());
    }
    return words.toString();
  }
}
