package dev.frazil.cli;

import dev.frazil.cli.letters.LetterMarks;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Counts rejected records. */
@Command(
    name = "count",
    description =
        "Count rejected records by topic and reason; with --state all also how many of them are"
            + " open and how many resolved.",
    footer = {
      "",
      "Examples:",
      "  ./frazil deadletters count",
      "  ./frazil deadletters count --topic events_views --since 2026-01-31 --json"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:counted, also if there is none",
      "1:failed; the message says why",
      "2:wrong usage; the message says what was expected"
    })
final class DeadLettersCountCommand extends Subcommand implements Runnable {

  @Mixin private final LetterTables tables = new LetterTables();
  @Mixin private final LetterFilter filter = new LetterFilter();
  @Mixin private final StateChoice choice = new StateChoice();

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  /** Topic and reason. */
  private record Group(String topic, String reason) implements Comparable<Group> {
    private static final Comparator<Group> ORDER =
        Comparator.comparing(Group::topic).thenComparing(Group::reason);

    @Override
    public int compareTo(Group other) {
      return ORDER.compare(this, other);
    }
  }

  /** How many, how many of these are resolved, and from when to when. */
  private record Count(long letters, long resolved, OffsetDateTime first, OffsetDateTime last) {
    Count plus(Count other) {
      return new Count(
          letters + other.letters,
          resolved + other.resolved,
          first.isBefore(other.first) ? first : other.first,
          last.isAfter(other.last) ? last : other.last);
    }
  }

  @Override
  public void run() {
    if (tables.isAmbiguous()) {
      throw wrongUsage("Invalid catalog: --connector and --catalog-config (expected one of them)");
    }
    Map<Group, Count> counts = new TreeMap<>();
    tables.read(
        filter.topic(),
        schema -> Expressions.and(filter.expression(), choice.state().expression(schema)),
        List.of("topic", "error_reason", "error_ts", LetterMarks.RESOLVED_TIME),
        letter -> counts.merge(group(letter), one(letter), Count::plus));
    if (json) {
      counts.forEach((group, count) -> screen().line(json(group, count)));
    } else if (counts.isEmpty()) {
      screen().line("No dead letters.");
    } else {
      screen().lines(text(counts).lines());
    }
  }

  private static Group group(Record letter) {
    return new Group((String) letter.getField("topic"), (String) letter.getField("error_reason"));
  }

  private static Count one(Record letter) {
    OffsetDateTime time = (OffsetDateTime) letter.getField("error_ts");
    boolean isOpen = letter.getField(LetterMarks.RESOLVED_TIME) == null;
    return new Count(1, isOpen ? 0 : 1, time, time);
  }

  private TextTable text(Map<Group, Count> counts) {
    List<String> header = new ArrayList<>(List.of("TOPIC", "REASON", "COUNT"));
    if (choice.state() == LetterState.ALL) {
      header.addAll(List.of("OPEN", "RESOLVED"));
    }
    header.addAll(List.of("FIRST", "LAST"));
    TextTable text = new TextTable(header).whole();
    counts.forEach((group, count) -> text.row(cells(group, count)));
    return text;
  }

  private List<String> cells(Group group, Count count) {
    List<String> cells = new ArrayList<>();
    cells.add(group.topic);
    cells.add(group.reason);
    cells.add(Long.toString(count.letters));
    if (choice.state() == LetterState.ALL) {
      cells.add(Long.toString(count.letters - count.resolved));
      cells.add(Long.toString(count.resolved));
    }
    cells.add(LetterJson.time(count.first));
    cells.add(LetterJson.time(count.last));
    return cells;
  }

  private String json(Group group, Count count) {
    String states =
        choice.state() == LetterState.ALL
            ? "\"open\":%d,\"resolved\":%d,"
                .formatted(count.letters - count.resolved, count.resolved)
            : "";
    return "{\"topic\":%s,\"reason\":\"%s\",\"count\":%d,%s\"first\":\"%s\",\"last\":\"%s\"}"
        .formatted(
            LetterJson.quoted(group.topic),
            group.reason,
            count.letters,
            states,
            LetterJson.time(count.first),
            LetterJson.time(count.last));
  }
}
