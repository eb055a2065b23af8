package dev.frazil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.cli.events.BadKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class FrazilTest {
  private Path directory;

  @BeforeEach
  void prepare(@TempDir Path temporary) {
    directory = temporary;
  }

  static List<String> commands() {
    List<String> names = new ArrayList<>();
    collect(
        Frazil.commandLine(
            new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter())),
        names);
    return names;
  }

  @Test
  void thereAreTheseCommandsAndNoOthers() {
    assertThat(commands())
        .containsExactlyInAnyOrder(
            "frazil",
            "frazil demo",
            "frazil up",
            "frazil down",
            "frazil status",
            "frazil logs",
            "frazil reset",
            "frazil topics",
            "frazil topics create",
            "frazil connectors",
            "frazil connectors deploy",
            "frazil connectors status",
            "frazil connectors pause",
            "frazil connectors resume",
            "frazil connectors stop",
            "frazil connectors restart",
            "frazil connectors delete",
            "frazil produce",
            "frazil verify",
            "frazil deadletters",
            "frazil deadletters list",
            "frazil deadletters show",
            "frazil deadletters count",
            "frazil deadletters replay",
            "frazil simulate",
            "frazil chaos",
            "frazil completion");
  }

  @Test
  void chaosIsForTheLauncherToRun() {
    assertThat(Invocation.of("chaos", "--minutes", "2"))
        .isEqualTo(
            new Invocation(
                1,
                "",
                "Cannot run chaos --minutes 2: only ./frazil of a checkout can%n".formatted()));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpThatSaysWhatItDoes(String command) {
    List<String> args =
        new ArrayList<>(List.of(command.split(" ")).subList(1, command.split(" ").length));
    args.add("--help");
    Invocation help = Invocation.of(args.toArray(String[]::new));
    assertThat(help.exitCode()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out()).startsWith("Usage: " + command);
    assertThat(help.out().lines().filter(line -> line.endsWith(".")).count()).isPositive();
    assertThat(help.out()).doesNotContain("DEFAULT-VALUE").doesNotContain("COMPLETION");
    assertThat(help.out()).containsPattern("Examples?.*:").contains("./frazil ");
    assertThat(help.out().lines()).as("wrapped").noneMatch(line -> line.endsWith(" ."));
  }

  @Test
  void rootHelpShowsExamplesAndExitCodes() {
    assertThat(Invocation.of("--help").out())
        .contains("Examples:", "  ./frazil demo ", "Exit codes:", "  130   interrupted");
  }

  @Test
  void helpOfProduceListsEveryBadKind() {
    String flat = Invocation.of("produce", "--help").out().replaceAll("\\s+", " ");
    for (BadKind kind : BadKind.values()) {
      assertThat(flat).contains(kind.label());
    }
  }

  @Test
  void helpOfDeployShowsHowAReferenceLooks() {
    assertThat(Invocation.of("connectors", "deploy", "--help").out().replaceAll("\\s+", " "))
        .contains("a reference such as ${env:FRAZIL_S3_SECRET_KEY}");
  }

  @Test
  void anUnknownCommandIsWrongUsageWithASuggestion() {
    Invocation run = Invocation.of("produc");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .containsExactly(
            "Unmatched argument at index 0: 'produc'",
            "Did you mean: frazil produce?",
            "Try './frazil --help'.");
  }

  @Test
  void noCommandIsWrongUsage() {
    assertThat(Invocation.of())
        .isEqualTo(
            new Invocation(
                2, "", "Missing required subcommand%nTry './frazil --help'.%n".formatted()));
    assertThat(Invocation.of("topics"))
        .isEqualTo(
            new Invocation(
                2,
                "",
                "Missing command (expected create)%nTry './frazil topics --help'.%n".formatted()));
    assertThat(Invocation.of("connectors").err())
        .startsWith(
            "Missing command (expected one of deploy, status, pause, resume, stop, restart,"
                + " delete)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pause", "resume", "stop", "restart", "delete"})
  void whatActsOnConnectorsNeedsTheirNames(String verb) {
    Invocation run = Invocation.of("connectors", verb);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "Missing required parameter: 'NAME'%nTry './frazil connectors %s --help'.%n"
                .formatted(verb));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "down",
        "status",
        "topics create",
        "connectors status",
        "connectors deploy",
        "connectors pause movies",
        "produce events_views"
      })
  void withoutAStackItSaysSo(String command) {
    List<String> args = new ArrayList<>(List.of(command.split(" ")));
    args.addAll(List.of("--dir", directory.toString()));
    Invocation run = Invocation.of(args.toArray(String[]::new));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            "Cannot find the stack in %s: none is running there (./frazil up --dir %s starts one)%n"
                .formatted(directory, directory));
  }

  @Test
  void whatNeedsADeadPartSaysWhichAndWhatStartsItAgain() throws IOException {
    stackWithDeadBroker();

    for (String command : List.of("topics create", "produce events_views", "connectors status")) {
      List<String> args = new ArrayList<>(List.of(command.split(" ")));
      args.addAll(List.of("--dir", directory.toString()));
      assertThat(Invocation.of(args.toArray(String[]::new)))
          .isEqualTo(
              new Invocation(
                  1,
                  "",
                  "Cannot use the stack in %s: kafka is dead (./frazil up --dir %s starts what is dead again)%n"
                      .formatted(directory, directory)));
    }
  }

  @Test
  void statusShowsHowTheLogOfADeadPartEnds() throws IOException {
    stackWithDeadBroker();

    Invocation run = Invocation.of("status", "--dir", directory.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("  kafka  dead ")
        .contains("kafka is dead: process " + ProcessHandle.current().pid() + ", started ")
        .contains("  disk full%n".formatted())
        .endsWith(
            "./frazil up --dir %s starts again what is dead, with its data; the rest runs on.%n"
                .formatted(directory));
  }

  /** The process exists, but it started at another time, and so is not the broker. */
  private void stackWithDeadBroker() throws IOException {
    Files.createDirectories(directory.resolve("logs"));
    Files.writeString(directory.resolve("logs/kafka.log"), "started\ndisk full\n");
    Files.writeString(
        directory.resolve("state.json"),
        """
        {"bootstrapServers": "127.0.0.1:1", "connectUrl": "http://127.0.0.1:2",
         "catalogUrl": "http://127.0.0.1:3", "s3Endpoint": "http://127.0.0.1:4",
         "s3Region": "r", "warehouse": "s3://warehouse/",
         "parts": [{"name": "kafka", "kind": "KAFKA", "pid": %d, "startedMillis": 1,
                    "address": "127.0.0.1:1"}]}
        """
            .formatted(ProcessHandle.current().pid()));
  }

  @Test
  void withoutAStackThereIsNothingToDeleteOrToShow() {
    Path absent = directory.resolve("absent");
    assertThat(Invocation.of("reset", "--yes", "--dir", absent.toString()))
        .isEqualTo(
            new Invocation(
                0, "Nothing to delete: no stack was started in %s.%n".formatted(absent), ""));
    assertThat(Invocation.of("logs", "--dir", absent.toString()))
        .isEqualTo(
            new Invocation(
                1, "", "Cannot show logs: no stack was started in %s%n".formatted(absent)));
  }

  @Test
  void resetLeavesADirectoryAloneThatIsNoStack() {
    Invocation run = Invocation.of("reset", "--yes", "--dir", directory.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            "Cannot reset the stack in %s: no stack was started there%n".formatted(directory));
    assertThat(directory).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--rate 0", "--seconds 0", "--events 0", "--rate -5"})
  void aDemoOfNothingIsWrongUsage(String option) {
    List<String> args = new ArrayList<>(List.of("demo"));
    args.addAll(List.of(option.split(" ")));
    Invocation run = Invocation.of(args.toArray(String[]::new));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("Invalid number of events: ");
  }

  @Test
  void produceRefusesWhatCannotBe() {
    assertThat(Invocation.of("produce", "likes").err())
        .isEqualTo(
            "Invalid movie topic: likes (expected one of events_views, events_clicks,"
                + " events_ratings)%nTry './frazil produce --help'.%n".formatted());
    assertThat(Invocation.of("produce", "events_views", "--bad", "rating-too-high").err())
        .startsWith(
            "Invalid bad kinds: rating-too-high (expected one that events of events_views can"
                + " have)");
    assertThat(Invocation.of("produce", "events_views", "--bad-ratio", "7").err())
        .startsWith("Invalid bad ratio: 7.0 (expected 0 to 1)");
    assertThat(Invocation.of("produce", "events_views", "--bad", "ugly").err())
        .startsWith(
            "Invalid value for option '--bad' (KIND): Invalid bad kind: ugly (expected one that is"
                + " known)%nKinds:%n  missing-field null-field ".formatted());
    assertThat(Invocation.of("produce", "events_views", "--count", "0").err())
        .startsWith("Invalid count: 0 (expected at least 1)");
    assertThat(Invocation.of("produce", "events_views", "--rate", "-1").exitCode()).isEqualTo(2);
  }

  @Test
  void aBadKindThatIsMisspeltIsToldInShortLinesWithWhatIsLikeIt() {
    String message = Invocation.of("produce", "events_views", "--bad", "null-valeu").err();
    assertThat(message)
        .startsWith(
            "Invalid value for option '--bad' (KIND): Invalid bad kind: null-valeu (did you mean"
                + " null-value?)");
    assertThat(message.lines().skip(1)).allMatch(line -> line.length() <= 80);
    for (BadKind kind : BadKind.values()) {
      assertThat(message).contains(" " + kind.label());
    }
    assertThat(Invocation.of("produce", "events_views", "--bad", "null").err())
        .contains("(did you mean null-field or null-value?)");
  }

  @Test
  void logsOfLessThanNothingAreWrongUsage() {
    assertThat(Invocation.of("logs", "-n", "-4"))
        .isEqualTo(
            new Invocation(
                2,
                "",
                "Invalid number of lines: -4 (expected 0 or more)%nTry './frazil logs --help'.%n"
                    .formatted()));
  }

  @Test
  void completionIsAScriptThatKnowsTheCommands() {
    Invocation run = Invocation.of("completion", "bash");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("#!/usr/bin/env bash").contains("connectors", "invalid-utf8");
    assertThat(Invocation.of("completion", "fish").exitCode()).isEqualTo(2);
  }

  @Test
  void everyCommandTellsTheVersion() {
    assertThat(Invocation.of("--version").out()).matches("frazil [0-9].*\\R");
    assertThat(Invocation.of("connectors", "deploy", "--version"))
        .isEqualTo(Invocation.of("--version"));
  }

  private static void collect(CommandLine command, List<String> names) {
    names.add(command.getCommandSpec().qualifiedName());
    command.getSubcommands().values().forEach(sub -> collect(sub, names));
  }
}
