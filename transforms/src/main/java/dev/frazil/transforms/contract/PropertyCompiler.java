package dev.frazil.transforms.contract;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.frazil.transforms.contract.NumberLimit.Comparison;
import dev.frazil.transforms.reject.Rejection;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Compiles one property of a contract: how its value is read and checked, and the schema of its
 * column.
 */
final class PropertyCompiler {
  private final String name;
  private final SchemaNode node;
  private final ContractDefaults defaults;
  private final ValueType type;
  private final String format;
  private final List<AllowedValues> allowed;
  private final Complaint complaint;

  PropertyCompiler(String name, SchemaNode node, ContractDefaults defaults) {
    node.refuseUnknown(Keywords.PROPERTY);
    this.name = name;
    this.node = node;
    this.defaults = defaults.within(node);
    this.type = ValueType.of(node);
    this.format = type.format(node);
    this.allowed = AllowedValues.of(node, type);
    this.complaint =
        new Complaint(Rejection.child("$", name), ReasonOverrides.of(node), this.defaults.values());
  }

  Property compile(Property.Presence presence) {
    Property.Nulls nulls = nulls(presence);
    boolean optional = presence == Property.Presence.OPTIONAL || nulls == Property.Nulls.ALLOWED;
    Property.Storage storage =
        Boolean.FALSE.equals(node.flag(Keywords.COLUMN))
            ? Property.Storage.CHECKED_ONLY
            : Property.Storage.COLUMN;
    return new Property(name, complaint, nulls, rule(), column(optional), storage);
  }

  private Property.Nulls nulls(Property.Presence presence) {
    boolean named = allowed.stream().allMatch(AllowedValues::allowsNull);
    if (ValueType.allowsNull(node) && named) {
      return Property.Nulls.ALLOWED;
    }
    return switch (presence) {
      case REQUIRED -> Property.Nulls.MISSING;
      case OPTIONAL -> defaults.nullIsAbsent() ? Property.Nulls.ALLOWED : Property.Nulls.WRONG_TYPE;
    };
  }

  private ValueRule rule() {
    return switch (type) {
      case STRING ->
          format.equals("date-time")
              ? new TimestampRule(complaint, textChecks())
              : new TextRule(complaint, textChecks());
      case INTEGER ->
          new IntegerRule(
              complaint, numberLimits(), format.equals("int32") ? Integer.SIZE : Long.SIZE);
      case NUMBER -> new NumberRule(complaint, numberLimits());
      case BOOLEAN -> booleanRule();
    };
  }

  private Schema column(boolean optional) {
    SchemaBuilder column =
        switch (type) {
          case STRING ->
              format.equals("date-time") ? MicroTimestamp.builder() : SchemaBuilder.string();
          case INTEGER -> format.equals("int32") ? SchemaBuilder.int32() : SchemaBuilder.int64();
          case NUMBER -> SchemaBuilder.float64();
          case BOOLEAN -> SchemaBuilder.bool();
        };
    if (optional) {
      column.optional();
    }
    String description = node.text("description");
    return description == null ? column.build() : column.doc(description).build();
  }

  private ValueRule booleanRule() {
    Set<Boolean> left = new LinkedHashSet<>(List.of(true, false));
    Assertion assertion = Assertion.ENUM;
    for (AllowedValues values : allowed) {
      left.removeIf(flag -> !values.contains(flag));
      assertion = values.assertion();
    }
    return new BooleanRule(complaint, left, assertion);
  }

  private List<TextCheck> textChecks() {
    List<TextCheck> checks = new ArrayList<>();
    for (AllowedValues values : allowed) {
      checks.add(
          new TextCheck.Among(
              new SliceIndex(values.texts()), values.assertion(), values.expected()));
    }
    Integer least = node.count("minLength");
    if (least != null) {
      checks.add(new TextCheck.AtLeast(least));
    }
    Integer most = node.count("maxLength");
    if (most != null) {
      checks.add(new TextCheck.AtMost(most));
    }
    String pattern = node.text("pattern");
    if (pattern != null) {
      checks.add(new TextCheck.Matching(linear(pattern)));
    }
    switch (format) {
      case "uuid" -> checks.add(new TextCheck.Uuid());
      case "uri" -> checks.add(new TextCheck.Uri());
      default -> {}
    }
    return checks;
  }

  private Pattern linear(String pattern) {
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw node.bad("pattern", "expected a regular expression of RE2: " + e.getMessage());
    }
  }

  private NumberLimits numberLimits() {
    List<NumberLimit> limits = new ArrayList<>();
    for (AllowedValues values : allowed) {
      Comparison comparison =
          values.assertion() == Assertion.CONST ? Comparison.SAME : Comparison.AMONG;
      limits.add(new NumberLimit(comparison, values.numbers(node), values.expected()));
    }
    add(limits, Comparison.AT_LEAST, "at least ");
    add(limits, Comparison.ABOVE, "more than ");
    add(limits, Comparison.AT_MOST, "at most ");
    add(limits, Comparison.BELOW, "less than ");
    add(limits, Comparison.MULTIPLE, "a multiple of ");
    return new NumberLimits(limits);
  }

  private void add(List<NumberLimit> limits, Comparison comparison, String words) {
    String keyword = comparison.assertion().keyword();
    @Nullable BigDecimal operand = node.number(keyword);
    if (operand == null) {
      return;
    }
    if (comparison == Comparison.MULTIPLE && operand.signum() <= 0) {
      throw node.bad(keyword, "expected a number over 0, found " + operand);
    }
    limits.add(new NumberLimit(comparison, List.of(operand), words + operand));
  }
}
