package dev.frazil.verify;

import java.util.List;
import java.util.Locale;

/** A number with what is counted, as it stands in a sentence. */
final class Counted {

  private static final int SHOWN = 5;

  private Counted() {}

  /** Such as {@code 1 row} or {@code 1,200 rows}. */
  static String of(long count, String thing) {
    return String.format(Locale.ROOT, "%,d %s%s", count, thing, count == 1 ? "" : "s");
  }

  /** The first of many, and how many more there are. */
  static String some(List<String> all) {
    String shown = String.join("; ", all.subList(0, Math.min(SHOWN, all.size())));
    return all.size() <= SHOWN ? shown : shown + "; and " + (all.size() - SHOWN) + " more";
  }
}
