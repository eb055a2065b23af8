package dev.frazil.cli;

import dev.frazil.cli.ReplayReport.Action;
import dev.frazil.connect.replay.Letter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs rejected records through a connector again. */
@Command(
    name = "replay",
    description = {
      "Run rejected records through a connector's present configuration again: its converters, its"
          + " contracts and other transforms, its routes and its tables' columns.",
      "",
      "Without --apply nothing is written: it is told how many would pass, and why the others would"
          + " not. With it, what passes is committed to its tables, each record once: what is there"
          + " already, by topic id, partition and offset, is left alone, and the connector may run"
          + " meanwhile. What was resolved is marked in the dead-letter table, and not replayed"
          + " again."
    },
    footer = {
      "",
      "With --to-topic what passes is sent to its topic instead, at least once: a record that was"
          + " sent before a failure may be sent again. It gets the header frazil.replayed-from.",
      "",
      "The converters and transforms are those on the class path: Connect's own and Frazil's;"
          + " FRAZIL_CLASS_PATH names further jars.",
      "",
      "Examples:",
      "  ./frazil deadletters replay --connector config/connectors/movies.json --reason wrong_type",
      "  ./frazil deadletters replay --connector config/connectors/movies.json --reason wrong_type"
          + " --apply",
      "  ./frazil deadletters replay --connector config/connectors/movies.json events_views-0@17"
          + " --to-topic --apply"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all that was chosen passes or is there already, also if there is none",
      "1:failed; the message says why",
      "2:wrong usage; the message says what was expected",
      "3:some records do not pass; the output says why"
    })
final class DeadLettersReplayCommand extends Subcommand implements Callable<Integer> {
  private static final int NOT_ALL_PASS = 3;
  private static final int MANY = 1_000;

  @Parameters(
      paramLabel = "RECORD",
      arity = "0..*",
      converter = LetterPlace.Converter.class,
      description =
          "Only these: topic-partition@offset, such as events_views-0@17. Default: all that the"
              + " options leave.")
  private List<LetterPlace> places = new ArrayList<>();

  @Mixin private final LetterTables tables = new LetterTables();
  @Mixin private final LetterFilter filter = new LetterFilter();

  @Option(names = "--apply", description = "Do it, in place of telling what would be done.")
  private boolean apply;

  @Option(
      names = "--to-topic",
      description = "Send what passes to its topic, at least once, in place of its tables.")
  private boolean toTopic;

  @Option(names = "--again", description = "Also those that are marked as resolved.")
  private boolean again;

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    if (tables.isAmbiguous()) {
      throw wrongUsage("Invalid catalog: --connector and --catalog-config (expected one of them)");
    }
    if (!tables.hasConnector()) {
      throw wrongUsage(
          "Missing connector (expected --connector=FILE, whose dead letters they are)");
    }
    if (places.size() > MANY) {
      throw wrongUsage("Invalid records: " + places.size() + " (expected at most " + MANY + ")");
    }
    try (LetterReplay replay = new LetterReplay(tables.connectorConfig(), action())) {
      tables.use(
          filter.topic(),
          (catalog, name, table) -> replay.run(catalog, name, table, into -> read(table, into)));
      ReplayReport report = replay.report();
      screen().lines(json ? List.of(report.json(replay.marked())) : report.lines(replay.marked()));
      return report.isClean() ? 0 : NOT_ALL_PASS;
    }
  }

  private Action action() {
    if (toTopic) {
      return apply ? Action.SEND : Action.DRY_RUN_TO_TOPIC;
    }
    return apply ? Action.WRITE : Action.DRY_RUN;
  }

  private void read(Table table, Consumer<Letter> letters) {
    long[] taken = {0};
    tables.read(
        table,
        this::chosen,
        LetterRow.COLUMNS,
        row -> {
          letters.accept(LetterRow.letter(row));
          taken[0]++;
          if (!json && taken[0] % MANY == 0) {
            screen().status("%s: %,d dead letters".formatted(table.name(), taken[0]));
          }
        });
  }

  private Expression chosen(Schema schema) {
    Expression chosen = filter.expression();
    if (!places.isEmpty()) {
      Expression any = Expressions.alwaysFalse();
      for (LetterPlace each : places) {
        any = Expressions.or(any, each.expression());
      }
      chosen = Expressions.and(chosen, any);
    }
    LetterState state = again ? LetterState.ALL : LetterState.OPEN;
    return Expressions.and(chosen, state.expression(schema));
  }
}
