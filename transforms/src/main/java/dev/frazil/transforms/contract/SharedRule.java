package dev.frazil.transforms.contract;

import static java.util.Objects.requireNonNull;

import dev.frazil.transforms.json.JsonCursor;
import dev.frazil.transforms.json.JsonCursor.Fault;
import org.jspecify.annotations.Nullable;

/**
 * A rule that several places of a contract refer to, and maybe itself. It only checks. It judges
 * each value once.
 */
final class SharedRule implements ValueRule {
  private final int number;
  private @Nullable ValueRule rule;

  /** The rule is {@link #is} said later. Numbers begin at one. */
  SharedRule(int number) {
    this.number = number;
  }

  void is(ValueRule referred) {
    rule = referred;
  }

  @Override
  public boolean read(JsonTokens in) {
    ValueRule known = requireNonNull(rule, "not linked");
    return in.isReadingAgain() ? judge(known, in) : known.read(in);
  }

  private boolean judge(ValueRule known, JsonTokens in) {
    JsonCursor cursor = in.cursor();
    int start = cursor.position;
    int end = in.verdicts().find(number, start);
    if (end > 0) {
      cursor.position = end;
      return true;
    }
    Fault fault = end == Verdicts.FAILS ? in.verdicts().fault(number, start) : null;
    if (end == Verdicts.FAILS && cursor.isQuiet()) {
      return false;
    }
    if (fault != null) {
      return cursor.restore(fault);
    }
    boolean passed = known.read(in);
    if (passed) {
      in.verdicts().pass(number, start, cursor.position);
    } else {
      in.verdicts().fail(number, start, cursor.isQuiet() ? null : cursor.faultSoFar());
    }
    return passed;
  }
}
