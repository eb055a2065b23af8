package dev.frazil.cli;

import dev.frazil.cli.events.EventMix;
import dev.frazil.cli.events.EventStream;
import dev.frazil.local.Endpoints;
import dev.frazil.local.LocalStack;
import dev.frazil.local.LocalStackException;
import dev.frazil.local.StackOptions;
import dev.frazil.local.TopicSpec;
import dev.frazil.local.Topics;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The demo: stack, topics, connector, events, and what became of them. */
final class Demo {
  private static final Duration DEPLOY_TIMEOUT = Duration.ofSeconds(60);
  private static final Map<String, String> LIVELY =
      Map.of("iceberg.commit.interval-ms", String.valueOf(DemoPlan.COMMIT_SECONDS * 1_000));

  private final DemoPlan plan;
  private final Screen screen;
  private final PrintWriter err;

  Demo(DemoPlan plan, Screen screen, PrintWriter err) {
    this.plan = plan;
    this.screen = screen;
    this.err = err;
  }

  /**
   * Shows all of it. Fails if an event is lost, doubled, or refused for another reason than
   * expected.
   */
  void run() {
    screen.line(
        "Frazil demo: %s movie events from Kafka into Iceberg tables, all on this machine."
            .formatted(DemoProgress.number(plan.events())));
    Interruption.announced(screen, err, this::showOnAStack);
    screen.line(
        plan.keep()
            ? howToGoOn()
            : "The stack is stopped; `./frazil demo --keep` leaves it running.");
  }

  private void showOnAStack() {
    List<TopicSpec> declared = TopicSpec.load(Home.topics());
    ConnectorFile connector = ConnectorFile.read(Home.movieConnector()).with(LIVELY);
    clear();
    Step step = Step.begin(screen, "Starting object store, Iceberg catalog, Kafka and Connect");
    try (LocalStack stack = LocalStack.start(StackOptions.in(plan.directory()))) {
      step.done();
      show(stack, declared, connector);
      end(stack);
    }
  }

  private void end(LocalStack stack) {
    if (plan.keep()) {
      stack.detach();
    } else {
      screen.status("Stopping the stack ...");
    }
  }

  private void show(LocalStack stack, List<TopicSpec> declared, ConnectorFile connector) {
    Endpoints endpoints = stack.endpoints();
    Step topicStep = Step.begin(screen, "Creating topics (config/topics.json)");
    try (Topics topics = Topics.at(endpoints.bootstrapServers())) {
      topics.create(declared);
      topicStep.done();
      Step deployStep =
          Step.begin(
              screen,
              "Deploying config/connectors/movies.json, here with commits every %d s"
                  .formatted(DemoPlan.COMMIT_SECONDS));
      Deployment deployment = new Deployment(stack.connect());
      deployment.requireValid(connector);
      deployment.apply(connector);
      deployment.awaitRunning(connector, DEPLOY_TIMEOUT);
      deployStep.done();
      try (DemoWatch watch = DemoWatch.over(stack, topics, connector)) {
        ExpectedFates expected = produce(watch, endpoints);
        DemoReport report = new DemoReport(screen, watch.lake(), endpoints);
        report.show(expected, watch.progress());
      }
    }
  }

  private ExpectedFates produce(DemoWatch watch, Endpoints endpoints) {
    screen.line(
        "Sending %d events a second; one in a hundred is bad, some are late, out of order, or sent twice."
            .formatted(plan.rate()));
    screen.line("The first rows take some ten seconds: the worker has just started.");
    EventMix mix = EventMix.REALISTIC.spaced(Duration.ofNanos(1_000_000_000L / plan.rate()));
    EventStream stream = EventStream.of(mix, plan.seed(), Instant.now());
    try (EventSender sender = new EventSender(endpoints.bootstrapServers());
        Production production = Production.start(stream, sender, plan.rate(), plan.events())) {
      watch.untilAllArrived(production, sender, screen);
      return production.expected();
    }
  }

  private void clear() {
    if (Files.isDirectory(plan.directory())) {
      try {
        LocalStack.reset(plan.directory());
      } catch (LocalStackException e) {
        throw new CommandFailure(
            e.getMessage()
                + "; if it is left from an earlier demo: ./frazil down --dir "
                + Home.shown(plan.directory()),
            e);
      }
    }
  }

  private String howToGoOn() {
    String dir = "--dir " + Home.shown(plan.directory());
    return """
    The stack runs on. Look around, and stop it when you are done:
      ./frazil status %1$s
      ./frazil produce events_views --rate 100 %1$s
      ./frazil logs connect -f %1$s
      ./frazil down %1$s\
    """
        .formatted(dir);
  }
}
