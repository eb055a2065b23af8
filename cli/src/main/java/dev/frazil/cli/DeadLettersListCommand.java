package dev.frazil.cli;

import dev.frazil.cli.letters.LetterMarks;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists rejected records. */
@Command(
    name = "list",
    description = "List rejected records, the latest first.",
    footer = {
      "",
      "Examples:",
      "  ./frazil deadletters list",
      "  ./frazil deadletters list --topic events_ratings --reason invalid_rating_value --limit 5",
      "  ./frazil deadletters list --all --json --since 2026-01-31T12:00:00Z > letters.json"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:listed, also if there is none",
      "1:failed; the message says why",
      "2:wrong usage; the message says what was expected"
    })
final class DeadLettersListCommand extends Subcommand implements Runnable {
  private static final int MOST = 10_000;
  private static final int DEFAULT_LIMIT = 20;
  private static final List<String> SHOWN =
      List.of(
          "error_ts", "error_reason", "topic", "partition", "offset", "error_path", "error_detail");

  @Mixin private final LetterTables tables = new LetterTables();
  @Mixin private final LetterFilter filter = new LetterFilter();
  @Mixin private final StateChoice choice = new StateChoice();

  @Option(
      names = "--limit",
      paramLabel = "COUNT",
      description = "At most so many, 1 to 10000. Default: 20.")
  private Optional<Integer> limit = Optional.empty();

  @Option(names = "--all", description = "All of them, in no order.")
  private boolean all;

  @Option(
      names = "--json",
      description = "One JSON object a line, with all columns but the record's value and headers.")
  private boolean json;

  @Override
  public void run() {
    if (tables.isAmbiguous()) {
      throw wrongUsage("Invalid catalog: --connector and --catalog-config (expected one of them)");
    }
    if (limit.isPresent() && (limit.get() < 1 || limit.get() > MOST)) {
      throw wrongUsage("Invalid limit: " + limit.get() + " (expected 1 to " + MOST + ")");
    }
    if (limit.isPresent() && all) {
      throw wrongUsage("Invalid limit: " + limit.get() + " with --all (expected one of them)");
    }
    if (all) {
      tables.read(filter.topic(), this::expression, columns(), each -> screen().line(line(each)));
    } else {
      show(latest());
    }
  }

  private Expression expression(Schema schema) {
    return Expressions.and(filter.expression(), choice.state().expression(schema));
  }

  private List<String> columns() {
    List<String> columns = new ArrayList<>(SHOWN);
    if (json) {
      columns.addAll(List.of("record_ts", "key", "in_topic"));
    }
    columns.addAll(List.of(LetterMarks.RESOLVED_TIME, LetterMarks.RESOLUTION));
    return columns;
  }

  /** Never holds more than the limit. */
  private List<Record> latest() {
    Comparator<Record> byTime = Comparator.comparing(DeadLettersListCommand::time);
    PriorityQueue<Record> kept = new PriorityQueue<>(byTime);
    int most = limit.orElse(DEFAULT_LIMIT);
    tables.read(
        filter.topic(),
        this::expression,
        columns(),
        letter -> {
          kept.add(letter.copy());
          if (kept.size() > most) {
            kept.remove();
          }
        });
    List<Record> latest = new ArrayList<>(kept);
    latest.sort(byTime.reversed());
    return latest;
  }

  private void show(List<Record> letters) {
    if (json) {
      letters.forEach(letter -> screen().line(line(letter)));
    } else if (letters.isEmpty()) {
      screen().line("No dead letters.");
    } else {
      List<String> header = new ArrayList<>(List.of("TIME", "REASON", "RECORD"));
      if (choice.state() != LetterState.OPEN) {
        header.add("RESOLVED");
      }
      header.addAll(List.of("PATH", "DETAIL"));
      TextTable text = new TextTable(header).whole();
      letters.forEach(letter -> text.row(cells(letter)));
      screen().lines(text.lines());
    }
  }

  private String line(Record letter) {
    return json
        ? LetterJson.line(letter, columns())
        : SafeText.line(String.join(" ", cells(letter)));
  }

  private List<String> cells(Record letter) {
    List<String> cells = new ArrayList<>();
    cells.add(LetterJson.time(time(letter)));
    cells.add(String.valueOf(letter.getField("error_reason")));
    cells.add(LetterPlace.of(letter).toString());
    if (choice.state() != LetterState.OPEN) {
      cells.add(LetterRow.state(letter));
    }
    cells.add(String.valueOf(letter.getField("error_path")));
    cells.add(String.valueOf(letter.getField("error_detail")));
    return cells;
  }

  private static OffsetDateTime time(Record letter) {
    return (OffsetDateTime) letter.getField("error_ts");
  }
}
