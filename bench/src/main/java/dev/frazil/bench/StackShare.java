package dev.frazil.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Weights by name, such as samples by method; the heaviest are shown. */
final class StackShare {
  private final String title;
  private final Map<String, Long> weights = new LinkedHashMap<>();
  private long total;

  StackShare(String title) {
    this.title = title;
  }

  void add(String name, long weight) {
    weights.merge(name, weight, Long::sum);
    total += weight;
  }

  long total() {
    return total;
  }

  /** The title, then the heaviest names with their share of the total. */
  List<String> lines(int count) {
    List<String> lines = new ArrayList<>();
    lines.add(title);
    weights.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(count)
        .forEach(
            entry ->
                lines.add(
                    String.format(
                        Locale.ROOT,
                        "  %5.1f %%  %s",
                        100.0 * entry.getValue() / total,
                        entry.getKey())));
    return lines;
  }
}
