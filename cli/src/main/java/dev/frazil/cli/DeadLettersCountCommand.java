package dev.frazil.cli;

import java.time.OffsetDateTime;
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
    description = "Count rejected records by topic and reason.",
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

  @Option(
      names = "--state",
      paramLabel = "STATE",
      converter = LetterState.Converter.class,
      defaultValue = "open",
      description = "open: those that nobody has resolved; resolved; or all. Default: open.")
  private LetterState state = LetterState.OPEN;

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

  /** How many, and from when to when. */
  private record Count(long letters, OffsetDateTime first, OffsetDateTime last) {
    Count plus(Count other) {
      return new Count(
          letters + other.letters,
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
        schema -> Expressions.and(filter.expression(), state.expression(schema)),
        List.of("topic", "error_reason", "error_ts"),
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
    return new Count(1, time, time);
  }

  private static TextTable text(Map<Group, Count> counts) {
    TextTable text = new TextTable("TOPIC", "REASON", "COUNT", "FIRST", "LAST").whole();
    counts.forEach(
        (group, count) ->
            text.row(
                group.topic,
                group.reason,
                count.letters,
                LetterJson.time(count.first),
                LetterJson.time(count.last)));
    return text;
  }

  private static String json(Group group, Count count) {
    return "{\"topic\":%s,\"reason\":\"%s\",\"count\":%d,\"first\":\"%s\",\"last\":\"%s\"}"
        .formatted(
            LetterJson.quoted(group.topic),
            group.reason,
            count.letters,
            LetterJson.time(count.first),
            LetterJson.time(count.last));
  }
}
