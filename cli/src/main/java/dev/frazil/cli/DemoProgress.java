package dev.frazil.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far the demo is.
 *
 * @param produced records that Kafka has acknowledged
 * @param silver rows in all silver tables
 * @param deadLetters dead letters by the code of their reason
 * @param commits snapshots of all silver tables
 * @param committed records that the connector's group has committed
 */
record DemoProgress(
    long produced, long silver, Map<String, Long> deadLetters, long commits, long committed) {

  DemoProgress {
    deadLetters = Map.copyOf(new TreeMap<>(deadLetters));
  }

  long deadLetterTotal() {
    return deadLetters.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Records that Kafka has acknowledged and the connector's group has not committed yet. */
  long lag() {
    return Math.max(0, produced - committed);
  }

  /** Records that are neither in silver nor dead letters yet. */
  long pending() {
    return produced - silver - deadLetterTotal();
  }

  /** One line of at most so many characters; rarer reasons give way. */
  String render(int width) {
    String head =
        "produced %s | silver %s | dead letters %s"
            .formatted(number(produced), number(silver), number(deadLetterTotal()));
    String lag = " | lag " + number(lag());
    String tail = commits(width - head.length() - lag.length()) + lag;
    String line = head + reasons(width - head.length() - tail.length()) + tail;
    return line.length() <= width ? line : line.substring(0, width);
  }

  static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** The reasons, the most frequent first. */
  List<Map.Entry<String, Long>> byFrequency() {
    return deadLetters.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .toList();
  }

  /** A new worker takes its time to the first commit: says so, not only that there is none. */
  private String commits(int room) {
    if (commits > 0) {
      return " | commits " + number(commits);
    }
    String waiting = " | waiting for the first commit";
    String every = " (every %d s)".formatted(DemoPlan.COMMIT_SECONDS);
    if (waiting.length() + every.length() <= room) {
      return waiting + every;
    }
    return waiting.length() <= room ? waiting : " | no commit yet";
  }

  private String reasons(int room) {
    List<Map.Entry<String, Long>> all = byFrequency();
    for (int shown = all.size(); shown > 0; shown--) {
      StringBuilder text = new StringBuilder(" (");
      for (int i = 0; i < shown; i++) {
        text.append(i == 0 ? "" : ", ").append(all.get(i).getKey()).append(' ');
        text.append(number(all.get(i).getValue()));
      }
      int left = all.size() - shown;
      text.append(left == 0 ? ")" : ", +" + left + " more)");
      if (text.length() <= room) {
        return text.toString();
      }
    }
    return "";
  }
}
