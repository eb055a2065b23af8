package dev.frazil.transforms.line;

import dev.frazil.transforms.contract.EventContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Rules that make events of lines: a JSON document {@code {"rules": [...]}}, compiled. Each rule is
 * an object of
 *
 * <ul>
 *   <li>{@code event_type}: the type of the events
 *   <li>{@code pattern}: a regular expression of RE2 that the whole line matches; the first rule
 *       that does wins
 *   <li>{@code field_mappings}: by the name of a field the name or the number of the group whose
 *       text is its value; or {@code {"group": ..., "decode": "plus"|"url"}}; or {@code
 *       {"constant": ...}}. The columns of the contract say which texts are numbers and times
 *   <li>{@code zone}, optional: of times that name none, UTC when absent
 *   <li>{@code description}, optional, also of the document
 * </ul>
 *
 * <p>With {@code "redact": true} in the document no rejection shows what is in a line. Every event
 * has besides the mapped fields {@code event_id}, {@code event_type}, {@code source_topic}, {@code
 * ingestion_time}, and {@code date} where {@code timestamp} is a time.
 *
 * <p>It cannot be changed, and any thread may use it; each thread that parses lines has its own
 * {@link LineParser}.
 */
public final class LineRules {
  static final String DESCRIPTION = "description";

  private static final String RULES = "rules";
  private static final String REDACT = "redact";

  private final List<LineRule> rules;
  private final LineComplaints complaints;

  private LineRules(List<LineRule> rules, LineComplaints complaints) {
    this.rules = List.copyOf(rules);
    this.complaints = complaints;
  }

  /** Compiles the document; throws {@link LineRulesException} when it holds no rules. */
  public static LineRules compile(String json) {
    RuleNode root = RuleNode.parse(json);
    root.refuseUnknown(Set.of(RULES, REDACT, DESCRIPTION));
    root.text(DESCRIPTION);
    List<LineRule> rules = new ArrayList<>();
    for (RuleNode node : root.objects(RULES)) {
      rules.add(new RuleCompiler(node).compile(rules));
    }
    LineComplaints.Values values =
        root.flag(REDACT) ? LineComplaints.Values.LEFT_OUT : LineComplaints.Values.SHOWN;
    return new LineRules(rules, new LineComplaints(values));
  }

  /**
   * A parser for one thread.
   *
   * @param contract that the events keep to
   * @param maxBytes the most that a value may have
   * @throws LineRulesException when a rule maps a field that is no column of the contract, or none
   *     to a column that has to have a value
   */
  public LineParser parser(EventContract contract, int maxBytes) {
    List<BoundRule> bound =
        rules.stream().map(rule -> BoundRule.of(rule, contract.schema(), complaints)).toList();
    return new LineParser(bound, contract.reader(Integer.MAX_VALUE), complaints, maxBytes);
  }
}
