package dev.frazil.connect.config;

import java.util.Collection;
import java.util.Optional;

/** What somebody who mistyped a name probably meant. */
final class ClosestName {

  private ClosestName() {}

  /** The known name with the fewest differences, if they are few; the first of equals. */
  static Optional<String> to(String name, Collection<String> known) {
    String closest = null;
    int fewest = Math.max(2, name.length() / 4) + 1;
    for (String candidate : known) {
      int differences = differences(name, candidate);
      if (differences < fewest) {
        fewest = differences;
        closest = candidate;
      }
    }
    return Optional.ofNullable(closest);
  }

  /** Levenshtein's distance: characters to insert, delete or replace. */
  static int differences(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[right.length()];
  }
}
