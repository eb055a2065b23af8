package dev.frazil.verify;

import java.util.List;

/**
 * The table does not hold what it says.
 *
 * @param table the name of the table
 * @param snapshotId the snapshot that was verified
 * @param violations what is wrong, in the order in which it was found; not empty, and no more than
 *     were asked for
 * @param notices what else was seen up to then
 */
public record Violations(
    String table, long snapshotId, List<Violation> violations, List<Notice> notices)
    implements Verdict {

  public Violations {
    violations = List.copyOf(violations);
    notices = List.copyOf(notices);
    if (violations.isEmpty()) {
      throw new IllegalArgumentException("Invalid violations: none (expected at least one)");
    }
  }

  /** The one that was found first. */
  public Violation first() {
    return violations.get(0);
  }
}
