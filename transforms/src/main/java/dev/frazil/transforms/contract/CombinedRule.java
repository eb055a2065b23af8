package dev.frazil.transforms.contract;

import dev.frazil.transforms.json.JsonCursor;
import dev.frazil.transforms.json.JsonCursor.Fault;
import java.util.List;

/**
 * Several rules for one value; all have to pass. The first reads it, and stores it if it is to be
 * stored; the others read it again. Of several faults the one that was noticed first in the text is
 * told.
 */
final class CombinedRule implements ValueRule {
  private final ValueRule first;
  private final ValueRule[] others;

  private CombinedRule(ValueRule first, List<ValueRule> others) {
    this.first = first;
    this.others = others.toArray(ValueRule[]::new);
  }

  static ValueRule of(ValueRule first, List<ValueRule> others) {
    return others.isEmpty() ? first : new CombinedRule(first, others);
  }

  @Override
  public boolean read(JsonTokens in) {
    JsonCursor cursor = in.cursor();
    int start = cursor.position;
    int depth = cursor.depth;
    boolean passed = first.read(in);
    if (cursor.isQuiet()) {
      return passed && wouldAllPass(in, start);
    }
    if (!passed) {
      cursor.depth = depth;
    }
    return othersPass(in, start, passed);
  }

  private boolean wouldAllPass(JsonTokens in, int start) {
    for (ValueRule rule : others) {
      if (!in.readAgain(rule, start)) {
        return false;
      }
    }
    return true;
  }

  private boolean othersPass(JsonTokens in, int start, boolean passedSoFar) {
    JsonCursor cursor = in.cursor();
    Fault earliest = passedSoFar ? null : cursor.faultSoFar();
    for (ValueRule rule : others) {
      if (!in.readAgain(rule, start)
          && (earliest == null || cursor.faultAt() < earliest.noticedAt())) {
        earliest = cursor.faultSoFar();
      }
    }
    return earliest == null || cursor.restore(earliest);
  }
}
