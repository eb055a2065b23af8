package dev.frazil.transforms.contract;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.frazil.transforms.contract.ColumnShape.DecimalOf;
import dev.frazil.transforms.contract.ColumnShape.Scalar;
import dev.frazil.transforms.contract.NumberLimit.Comparison;
import dev.frazil.transforms.contract.Property.Storage;
import dev.frazil.transforms.contract.TextCheck.Format;
import dev.frazil.transforms.json.SliceIndex;
import dev.frazil.transforms.pattern.PatternSize;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles what a schema says about texts, numbers and booleans. */
final class ScalarRules {
  private final SchemaNode node;
  private final Complaint complaint;

  ScalarRules(SchemaNode node, Complaint complaint) {
    this.node = node;
    this.complaint = complaint;
  }

  /** Checks and stores values of a shape without parts, which the schema's type is. */
  ValueRule stored(ColumnShape shape, Storage texts) {
    if (shape instanceof DecimalOf decimal) {
      ValueType type =
          ValueType.INTEGER == ValueType.single(node) ? ValueType.INTEGER : ValueType.NUMBER;
      NumberCheck check = new NumberCheck(complaint, numberLimits(values(type)), type);
      return new DecimalRule(complaint, check, decimal.precision(), decimal.scale());
    }
    return switch ((Scalar) shape) {
      case TEXT, JSON -> new TextRule(complaint, textChecks(values(ValueType.STRING)), texts);
      case TIMESTAMP ->
          timestamp(textChecks(values(ValueType.STRING)), IsoTimestamp.Unit.MICROSECONDS);
      case TIMESTAMP_NANOS ->
          timestamp(textChecks(values(ValueType.STRING)), IsoTimestamp.Unit.NANOSECONDS);
      case DATE -> date();
      case INT32 -> integer(Integer.SIZE);
      case INT64 -> integer(Long.SIZE);
      case DOUBLE -> new NumberRule(complaint, numberLimits(values(ValueType.NUMBER)));
      case BOOLEAN -> booleans(values(ValueType.BOOLEAN));
    };
  }

  private ValueRule timestamp(List<TextCheck> checks, IsoTimestamp.Unit unit) {
    checks.removeIf(new TextCheck.Formatted(Format.DATE_TIME)::equals);
    return new TimestampRule(complaint, checks, unit);
  }

  private ValueRule date() {
    List<TextCheck> checks = textChecks(values(ValueType.STRING));
    TextCheck isDate = new TextCheck.Formatted(Format.DATE);
    if (!checks.contains(isDate)) {
      checks.add(isDate);
    }
    return new DateRule(complaint, checks);
  }

  private ValueRule integer(int bits) {
    return new IntegerRule(complaint, numberLimits(values(ValueType.INTEGER)), bits);
  }

  /** Checks and stores booleans. */
  ValueRule booleans(List<AllowedValues> allowed) {
    Set<Boolean> left = new LinkedHashSet<>(List.of(true, false));
    Assertion assertion = Assertion.ENUM;
    for (AllowedValues values : allowed) {
      left.removeIf(flag -> !values.contains(flag));
      assertion = values.assertion();
    }
    return new BooleanRule(complaint, left, assertion);
  }

  private List<AllowedValues> values(ValueType type) {
    return AllowedValues.of(node, type);
  }

  /** Only checks texts. */
  ValueRule checkTexts(List<AllowedValues> allowed) {
    List<TextCheck> checks = textChecks(allowed);
    return checks.contains(new TextCheck.Formatted(Format.DATE_TIME))
        ? timestamp(checks, unit())
        : new TextRule(complaint, checks, Storage.CHECKED_ONLY);
  }

  private IsoTimestamp.Unit unit() {
    return "timestamp_ns".equals(node.text(Keywords.TYPE))
        ? IsoTimestamp.Unit.NANOSECONDS
        : IsoTimestamp.Unit.MICROSECONDS;
  }

  /** Only checks numbers. */
  ValueRule checkNumbers(List<AllowedValues> allowed) {
    return new NumberCheck(complaint, numberLimits(allowed), ValueType.NUMBER);
  }

  /** Only checks integers. */
  ValueRule checkIntegers(List<AllowedValues> allowed) {
    return "int32".equals(node.text("format"))
        ? new IntegerRule(complaint, numberLimits(allowed), Integer.SIZE)
        : new NumberCheck(complaint, numberLimits(allowed), ValueType.INTEGER);
  }

  private List<TextCheck> textChecks(List<AllowedValues> allowed) {
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
      checks.add(new TextCheck.Matching(linear(node, "pattern", pattern)));
    }
    switch (ValueType.format(node)) {
      case "uuid" -> checks.add(new TextCheck.Uuid());
      case "date-time" -> checks.add(new TextCheck.Formatted(Format.DATE_TIME));
      case "date" -> checks.add(new TextCheck.Formatted(Format.DATE));
      case "time" -> checks.add(new TextCheck.Formatted(Format.TIME));
      case "uri" -> checks.add(new TextCheck.Formatted(Format.URI));
      case "email" -> checks.add(new TextCheck.Formatted(Format.EMAIL));
      case "ipv4" -> checks.add(new TextCheck.Formatted(Format.IPV4));
      case "ipv6" -> checks.add(new TextCheck.Formatted(Format.IPV6));
      default -> {}
    }
    return checks;
  }

  /** A regular expression that takes linear time, and is not too large. */
  static Pattern linear(SchemaNode node, String key, String pattern) {
    String refusal = PatternSize.refusal(pattern);
    if (refusal != null) {
      throw node.bad(key, refusal);
    }
    try {
      return LinearPattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw node.bad(key, "expected a regular expression of RE2: " + e.getMessage());
    }
  }

  private NumberLimits numberLimits(List<AllowedValues> allowed) {
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
