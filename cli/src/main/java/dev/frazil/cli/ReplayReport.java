package dev.frazil.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frazil.connect.replay.Letter;
import dev.frazil.connect.replay.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.iceberg.catalog.TableIdentifier;

/** What became of the dead letters that were replayed, counted, and the first that did not pass. */
final class ReplayReport {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHOWN = 5;

  /** What is done with records that pass. */
  enum Action {
    /** Nothing, but they could be written. */
    DRY_RUN("would be written"),
    WRITE("written"),
    /** Nothing, but they could be sent. */
    DRY_RUN_TO_TOPIC("would be sent"),
    SEND("sent");

    private final String done;

    Action(String done) {
      this.done = done;
    }

    boolean isDry() {
      return this == DRY_RUN || this == DRY_RUN_TO_TOPIC;
    }
  }

  /** What became of records. */
  enum Fate {
    PASSED("passed"),
    ALREADY_THERE("already_there"),
    FAILED("failed"),
    NOT_YET("not_yet"),
    DROPPED("dropped");

    private final String key;

    Fate(String key) {
      this.key = key;
    }
  }

  private final Action action;
  private final Map<Fate, Map<String, Long>> counts = new EnumMap<>(Fate.class);
  private final List<String> refused = new ArrayList<>();

  ReplayReport(Action action) {
    this.action = action;
    for (Fate each : Fate.values()) {
      counts.put(each, new TreeMap<>());
    }
  }

  void add(Letter letter, Outcome outcome) {
    if (outcome instanceof Outcome.Replayed replayed) {
      count(Fate.PASSED, names(replayed.tables()));
    } else if (outcome instanceof Outcome.AlreadyThere) {
      count(Fate.ALREADY_THERE, "");
    } else if (outcome instanceof Outcome.Failed failed) {
      count(Fate.FAILED, failed.reason());
      refuse(letter, failed.reason() + " " + failed.path() + ": " + failed.detail());
    } else if (outcome instanceof Outcome.NotYet notYet) {
      count(Fate.NOT_YET, "");
      refuse(letter, notYet.detail());
    } else if (outcome instanceof Outcome.Dropped dropped) {
      count(Fate.DROPPED, dropped.detail());
    }
  }

  private static String names(List<TableIdentifier> tables) {
    return tables.stream().map(TableIdentifier::toString).collect(Collectors.joining(", "));
  }

  private void count(Fate fate, String of) {
    ofFate(fate).merge(of, 1L, Long::sum);
  }

  private Map<String, Long> ofFate(Fate fate) {
    return counts.computeIfAbsent(fate, any -> new TreeMap<>());
  }

  private void refuse(Letter letter, String why) {
    if (refused.size() < SHOWN) {
      refused.add(letter.place() + "  " + why);
    }
  }

  long count(Fate fate) {
    return ofFate(fate).values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many were looked at. */
  long letters() {
    return counts.keySet().stream().mapToLong(this::count).sum();
  }

  /** Whether no record fails again or has to wait. */
  boolean isClean() {
    return refusals() == 0;
  }

  private long refusals() {
    return count(Fate.FAILED) + count(Fate.NOT_YET);
  }

  /**
   * For people.
   *
   * @param marked how many dead letters were marked as resolved
   */
  List<String> lines(long marked) {
    if (letters() == 0) {
      return List.of("No dead letters.");
    }
    List<String> lines = new ArrayList<>();
    if (action.isDry()) {
      lines.add("Dry run: nothing was written.");
      lines.add("");
    }
    TextTable table = new TextTable("OUTCOME", "COUNT", "WHERE OR WHY").whole();
    counts.forEach((fate, each) -> each.forEach((of, count) -> table.row(said(fate), count, of)));
    lines.addAll(table.lines());
    if (!refused.isEmpty()) {
      lines.add("");
      lines.add(
          refusals() > refused.size()
              ? "The first " + refused.size() + " of " + refusals() + " that do not pass:"
              : "What does not pass:");
      refused.forEach(each -> lines.add("  " + SafeText.line(each)));
    }
    lines.add("");
    lines.add(last(marked));
    return lines;
  }

  private String last(long marked) {
    if (!action.isDry()) {
      return "Marked " + letters(marked) + " as resolved.";
    }
    long passed = count(Fate.PASSED) + count(Fate.ALREADY_THERE);
    return passed == 0
        ? "Nothing passes."
        : "With --apply what passes is "
            + (action == Action.DRY_RUN ? "written to its tables" : "sent to its topic")
            + ", and "
            + letters(passed)
            + (passed == 1 ? " is" : " are")
            + " marked as resolved.";
  }

  private static String letters(long count) {
    return count + (count == 1 ? " dead letter" : " dead letters");
  }

  private String said(Fate fate) {
    return switch (fate) {
      case PASSED -> action.done;
      case ALREADY_THERE -> "already there";
      case FAILED -> action.isDry() ? "would fail" : "failed";
      case NOT_YET -> "not yet";
      case DROPPED -> action.isDry() ? "would be dropped" : "dropped";
    };
  }

  /** For programs. */
  String json(long marked) {
    ObjectNode report = JSON.createObjectNode();
    report.put("applied", !action.isDry());
    report.put("to_topic", action == Action.SEND || action == Action.DRY_RUN_TO_TOPIC);
    report.put("letters", letters());
    counts.forEach((fate, each) -> report.put(fate.key, count(fate)));
    ObjectNode tables = report.putObject("tables");
    ofFate(Fate.PASSED).forEach(tables::put);
    ObjectNode reasons = report.putObject("reasons");
    ofFate(Fate.FAILED).forEach(reasons::put);
    refused.forEach(report.putArray("refused")::add);
    report.put("marked", marked);
    return report.toString();
  }
}
