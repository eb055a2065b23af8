package dev.frazil.cli;

import dev.frazil.cli.events.BadKind;
import dev.frazil.cli.events.EventMix;
import dev.frazil.cli.events.EventStream;
import dev.frazil.cli.events.MovieTopic;
import dev.frazil.local.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends generated events, or what the user types. */
@Command(
    name = "produce",
    description = "Send generated movie events to a topic, or what you type.",
    footer = {
      "",
      "The same seed sends the same events but for their times. In interactive mode each line is"
          + " sent as it is; :help lists what else can be typed.",
      "",
      "Examples:",
      "  ./frazil produce events_views --rate 200",
      "  ./frazil produce events_ratings --count 1000 --rate 0 --bad-ratio 0.1",
      "  ./frazil produce events_clicks --count 1 --bad unknown-click-type",
      "  ./frazil produce events_views --interactive"
    })
final class ProduceCommand extends Subcommand implements Runnable {
  private static final Duration BETWEEN_STATUS = Duration.ofMillis(200);
  private static final long UNPACED_GAP_NANOS = 10_000;

  @Mixin private final BrokerChoice choice = new BrokerChoice();

  @Parameters(paramLabel = "TOPIC", description = "events_views, events_clicks or events_ratings.")
  private String topic = "";

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "100",
      description = "Events a second; 0 is as fast as it goes. Default: ${DEFAULT-VALUE}")
  private double rate;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "How many events. Default: until interrupted.")
  private Optional<Long> count = Optional.empty();

  @Option(names = "--seed", paramLabel = "N", description = "Default: another one each time.")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--bad",
      paramLabel = "KIND",
      split = ",",
      converter = BadKindLabel.class,
      completionCandidates = BadKindLabel.All.class,
      description =
          "Send events that are bad in this way; may be repeated. One of ${COMPLETION-CANDIDATES}.")
  private List<BadKind> kinds = new ArrayList<>();

  @Option(
      names = "--bad-ratio",
      paramLabel = "RATIO",
      description = "How many events are bad, 0 to 1. Default: 1 with --bad, otherwise 0.")
  private Optional<Double> badRatio = Optional.empty();

  @Option(
      names = {"-i", "--interactive"},
      description = "Send the lines of standard input, each as one value.")
  private boolean interactive;

  @Override
  public void run() {
    EventMix mix = mix();
    String servers = choice.bootstrapServers();
    requireTopic(servers);
    if (interactive) {
      try (EventSender sender = new EventSender(servers)) {
        new InteractiveProducer(topic, sender, screen()).run(System.in);
      }
    } else {
      send(mix, servers);
    }
  }

  private void send(EventMix mix, String servers) {
    Screen screen = screen();
    long chosenSeed = seed.orElseGet(() -> ThreadLocalRandom.current().nextLong(1_000_000));
    EventStream stream = EventStream.of(mix, chosenSeed, Instant.now());
    try (EventSender sender = new EventSender(servers);
        Production production =
            Production.start(stream, sender, rate, count.orElse(Long.MAX_VALUE))) {
      screen.line("Sending to " + topic + " with seed " + chosenSeed + " ...");
      Interruption.answered(
          () -> tellWhatWasSent(sender, screen), () -> watch(production, sender, screen));
      report(production.expected(), screen);
    }
  }

  private static void watch(Production production, EventSender sender, Screen screen) {
    while (!production.isDone()) {
      screen.status("sent " + DemoProgress.number(sender.acknowledged()));
      LockSupport.parkNanos(BETWEEN_STATUS.toNanos());
    }
  }

  private void tellWhatWasSent(EventSender sender, Screen screen) {
    screen.silence();
    out().println();
    out().println("Sent " + DemoProgress.number(sender.acknowledged()) + " events.");
    out().flush();
  }

  private static void report(ExpectedFates expected, Screen screen) {
    long rows = 0;
    for (MovieTopic each : MovieTopic.values()) {
      rows += expected.rows(each);
    }
    long bad = expected.deadLetters().values().stream().mapToLong(Long::longValue).sum();
    screen.line(
        "Sent %s events: %s good, %s bad."
            .formatted(
                DemoProgress.number(rows + bad),
                DemoProgress.number(rows),
                DemoProgress.number(bad)));
    expected.deadLetters().forEach((reason, number) -> screen.line("  " + reason + " " + number));
  }

  private void requireTopic(String servers) {
    try (Topics topics = Topics.at(servers)) {
      if (!topics.list().contains(topic)) {
        throw new CommandFailure(
            "Cannot send to %s: there is no such topic at %s (./frazil topics create makes it)"
                .formatted(topic, servers));
      }
    }
  }

  private EventMix mix() {
    if (count.filter(number -> number < 1).isPresent()) {
      throw wrongUsage("Invalid count: " + count.get() + " (expected at least 1)");
    }
    try {
      Set<BadKind> chosen = kinds.isEmpty() ? EnumSet.allOf(BadKind.class) : EnumSet.copyOf(kinds);
      double ratio = badRatio.orElse(kinds.isEmpty() ? 0.0 : 1.0);
      Duration gap = Duration.ofNanos(rate == 0 ? UNPACED_GAP_NANOS : (long) (1e9 / rate));
      return EventMix.REALISTIC.only(MovieTopic.of(topic)).bad(ratio, chosen).spaced(gap);
    } catch (IllegalArgumentException e) {
      throw wrongUsage(String.valueOf(e.getMessage()));
    }
  }
}
