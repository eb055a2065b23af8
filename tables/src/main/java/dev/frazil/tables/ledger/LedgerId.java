package dev.frazil.tables.ledger;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.iceberg.SnapshotRef;
import org.jspecify.annotations.Nullable;

/**
 * Names one ledger of a table: who writes, and to which branch.
 *
 * @param id the name of the writer's ledger: 1 to 64 of the characters {@code A-Z a-z 0-9 _ -}
 * @param branch the branch of the table that is written to, or null for the main branch; {@code
 *     main} is turned into null
 */
public record LedgerId(String id, @Nullable String branch) {

  private static final String PREFIX = "frazil.ledger.";
  private static final Pattern LEGAL_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern LEGAL_BRANCH = Pattern.compile("[^\\p{Cntrl}]{1,255}");

  /** The ledger of a connector that was not told another name, on the main branch. */
  public static final LedgerId DEFAULT = new LedgerId("default", null);

  public LedgerId {
    if (!LEGAL_ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "Invalid ledger id: " + id + " (expected 1 to 64 letters, digits, _ or -)");
    }
    if (branch != null && (branch.isBlank() || !LEGAL_BRANCH.matcher(branch).matches())) {
      throw new IllegalArgumentException(
          "Invalid branch: '" + branch + "' (expected 1 to 255 visible characters)");
    }
    if (SnapshotRef.MAIN_BRANCH.equals(branch)) {
      branch = null;
    }
  }

  /** The key of the snapshot summary under which this ledger is kept. */
  public String summaryKey() {
    return branch == null ? PREFIX + id : PREFIX + id + "." + branch;
  }

  /** Whether {@code key} is a summary key of this ledger id, for whatever branch. */
  public boolean ownsOnAnyBranch(String key) {
    return key.equals(PREFIX + id) || key.startsWith(PREFIX + id + ".");
  }

  /** Whether {@code key} is a summary key of another ledger id. */
  boolean leavesToOthers(String key) {
    return key.startsWith(PREFIX) && !ownsOnAnyBranch(key);
  }

  /** What {@code summary} has under this ledger id, for whatever branch: text by key. */
  SortedMap<String, String> ownedIn(Map<String, String> summary) {
    SortedMap<String, String> owned = new TreeMap<>(summary);
    owned.keySet().removeIf(key -> !ownsOnAnyBranch(key));
    return owned;
  }
}
