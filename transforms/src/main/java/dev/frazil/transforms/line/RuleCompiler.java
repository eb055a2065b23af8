package dev.frazil.transforms.line;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.frazil.transforms.pattern.PatternSize;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compiles one rule of a document. */
final class RuleCompiler {
  private static final String TYPE = "event_type";
  private static final String PATTERN = "pattern";
  private static final String MAPPINGS = "field_mappings";
  private static final String ZONE = "zone";
  private static final String GROUP = "group";
  private static final String DECODE = "decode";
  private static final String CONSTANT = "constant";

  private final RuleNode node;

  RuleCompiler(RuleNode node) {
    node.refuseUnknown(Set.of(TYPE, PATTERN, MAPPINGS, ZONE, LineRules.DESCRIPTION));
    node.text(LineRules.DESCRIPTION);
    this.node = node;
  }

  /** The rule; it must not have the pattern of an earlier one, which would always win. */
  LineRule compile(List<LineRule> earlier) {
    String eventType = node.requiredText(TYPE);
    Pattern pattern = pattern();
    for (LineRule rule : earlier) {
      if (rule.pattern().pattern().equals(pattern.pattern())) {
        throw node.bad(PATTERN, "it is the pattern of " + rule.path() + " again");
      }
    }
    return new LineRule(eventType, pattern, zone(), mappings(pattern), node.path());
  }

  private Pattern pattern() {
    String text = node.requiredText(PATTERN);
    String refusal = PatternSize.refusal(text);
    if (refusal != null) {
      throw node.bad(PATTERN, refusal);
    }
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw node.bad(PATTERN, "expected a regular expression of RE2: " + e.getMessage());
    }
  }

  private ZoneId zone() {
    String zone = node.text(ZONE);
    try {
      return zone == null ? ZoneOffset.UTC : ZoneId.of(zone).normalized();
    } catch (DateTimeException e) {
      throw node.bad(
          ZONE,
          "expected a time zone such as Europe/Warsaw or +02:00, found " + RuleNode.shown(zone));
    }
  }

  private List<FieldMapping> mappings(Pattern pattern) {
    RuleNode mappings = node.object(MAPPINGS);
    List<FieldMapping> compiled = new ArrayList<>();
    for (Map.Entry<String, Object> entry : mappings.members().entrySet()) {
      String field = entry.getKey();
      if (ProvidedField.NAMES.contains(field)) {
        throw mappings.bad(
            field,
            "every event has this field without a mapping, like all of " + ProvidedField.NAMES);
      }
      FieldSource source = source(mappings, field, entry.getValue(), pattern);
      compiled.add(new FieldMapping(field, source, mappings.pathOf(field)));
    }
    return compiled;
  }

  private static FieldSource source(
      RuleNode mappings, String field, Object value, Pattern pattern) {
    if (!(value instanceof Map<?, ?>)) {
      return new FieldSource.Group(group(mappings, field, value, pattern), Decoding.NONE);
    }
    RuleNode mapping = RuleNode.of(value, mappings.pathOf(field));
    Object constant = mapping.value(CONSTANT);
    if (constant != null) {
      mapping.refuseUnknown(Set.of(CONSTANT));
      return new FieldSource.Constant(constant(mapping, constant));
    }
    mapping.refuseUnknown(Set.of(GROUP, DECODE, CONSTANT));
    Object group = mapping.value(GROUP);
    return new FieldSource.Group(
        group(mapping, GROUP, group == null ? RuleNode.NULL : group, pattern), decoding(mapping));
  }

  /** The number of a group that is given by its name or its number. */
  private static int group(RuleNode node, String key, Object value, Pattern pattern) {
    if (value instanceof String name) {
      Integer number = pattern.namedGroups().get(name);
      if (number == null) {
        throw node.bad(
            key,
            "the pattern has no group "
                + RuleNode.shown(name)
                + " (expected one of "
                + pattern.namedGroups().keySet().stream().sorted().toList()
                + ")");
      }
      return number;
    } else if (value instanceof BigDecimal number) {
      boolean isGroup =
          number.signum() > 0
              && number.compareTo(BigDecimal.valueOf(pattern.groupCount())) <= 0
              && number.stripTrailingZeros().scale() <= 0;
      if (!isGroup) {
        throw node.bad(
            key,
            "the pattern has no group " + number + " (expected 1 to " + pattern.groupCount() + ")");
      }
      return number.intValueExact();
    }
    throw node.bad(
        key, "expected the name or the number of a group, found " + RuleNode.shown(value));
  }

  private static Decoding decoding(RuleNode mapping) {
    String name = mapping.text(DECODE);
    if (name == null) {
      return Decoding.NONE;
    }
    return switch (name) {
      case "plus" -> Decoding.PLUS;
      case "url" -> Decoding.URL;
      default ->
          throw mapping.bad(DECODE, "expected \"plus\" or \"url\", found " + RuleNode.shown(name));
    };
  }

  private static String constant(RuleNode mapping, Object constant) {
    if (constant instanceof String text) {
      JsonOutput json = new JsonOutput();
      json.text(text);
      return json.toString();
    } else if (constant instanceof BigDecimal || constant instanceof Boolean) {
      return constant.toString();
    }
    throw mapping.bad(
        CONSTANT, "expected a text, a number, true or false, found " + RuleNode.shown(constant));
  }
}
