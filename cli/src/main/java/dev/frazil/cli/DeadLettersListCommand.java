package dev.frazil.cli;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.iceberg.data.Record;
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
  private static final List<String> SHOWN =
      List.of(
          "error_ts", "error_reason", "topic", "partition", "offset", "error_path", "error_detail");

  @Mixin private final LetterTables tables = new LetterTables();
  @Mixin private final LetterFilter filter = new LetterFilter();

  @Option(
      names = "--limit",
      paramLabel = "COUNT",
      description = "At most so many, 1 to 10000. Default: ${DEFAULT-VALUE}.",
      defaultValue = "20")
  private int limit;

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
    if (limit < 1 || limit > MOST) {
      throw wrongUsage("Invalid limit: " + limit + " (expected 1 to " + MOST + ")");
    }
    if (all) {
      tables.read(
          filter.topic(), filter.expression(), columns(), each -> screen().line(line(each)));
    } else {
      show(latest());
    }
  }

  private List<String> columns() {
    List<String> columns = new ArrayList<>(SHOWN);
    if (json) {
      columns.addAll(List.of("record_ts", "key", "in_topic"));
    }
    return columns;
  }

  /** Never holds more than the limit. */
  private List<Record> latest() {
    Comparator<Record> byTime = Comparator.comparing(DeadLettersListCommand::time);
    PriorityQueue<Record> kept = new PriorityQueue<>(byTime);
    tables.read(
        filter.topic(),
        filter.expression(),
        columns(),
        letter -> {
          kept.add(letter.copy());
          if (kept.size() > limit) {
            kept.remove();
          }
        });
    List<Record> latest = new ArrayList<>(kept);
    latest.sort(byTime.reversed());
    return latest;
  }

  private void show(List<Record> letters) {
    if (json) {
      letters.forEach(letter -> screen().line(LetterJson.line(letter)));
    } else if (letters.isEmpty()) {
      screen().line("No dead letters.");
    } else {
      TextTable text = new TextTable("TIME", "REASON", "RECORD", "PATH", "DETAIL");
      for (Record letter : letters) {
        text.row(
            time(letter),
            letter.getField("error_reason"),
            LetterPlace.of(letter),
            letter.getField("error_path"),
            letter.getField("error_detail"));
      }
      screen().lines(text.lines());
    }
  }

  private String line(Record letter) {
    return json
        ? LetterJson.line(letter)
        : "%s %s %s %s %s"
            .formatted(
                time(letter),
                letter.getField("error_reason"),
                LetterPlace.of(letter),
                letter.getField("error_path"),
                String.valueOf(letter.getField("error_detail")).replaceAll("\\p{Cntrl}+", " "));
  }

  private static OffsetDateTime time(Record letter) {
    return (OffsetDateTime) letter.getField("error_ts");
  }
}
