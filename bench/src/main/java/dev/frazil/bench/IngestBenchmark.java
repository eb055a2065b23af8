package dev.frazil.bench;

import dev.frazil.local.LocalStack;
import dev.frazil.local.SparkSql;
import dev.frazil.local.StackOptions;
import dev.frazil.local.Topics;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/** Fills the topic once, lets the contenders read it in turns, and prints what each run took. */
final class IngestBenchmark {
  private static final long SEED = 20_261_118;

  private final IngestPlan plan;
  private final PrintWriter out;
  private final Scoreboard scoreboard = new Scoreboard();

  IngestBenchmark(IngestPlan plan, PrintWriter out) {
    this.plan = plan;
    this.out = out;
  }

  /**
   * Says whether the target was met.
   *
   * @throws BenchException when a run fails or its rows are wrong; its numbers are not printed
   */
  boolean run() {
    say(Machine.facts());
    say(
        "%,d view events of %d bytes; each worker: one task, -Xmx%dm, %s"
            .formatted(
                plan.events(),
                ViewEvents.LENGTH,
                plan.heapMegabytes(),
                String.join(" ", plan.collector().flags())));
    new TreeMap<>(plan.changes())
        .forEach((key, value) -> say("frazil, changed: " + key + "=" + value));
    clear();
    try (LocalStack stack = LocalStack.start(StackOptions.in(plan.directory()).withWorkers());
        Topics topics = Topics.at(stack.endpoints().bootstrapServers())) {
      RowFacts facts =
          ViewTopic.fill(stack.endpoints().bootstrapServers(), new ViewEvents(plan.events(), SEED));
      try (SparkSql spark = SparkSql.start(stack.endpoints())) {
        race(new Trial(plan, stack, topics), new RowAudit(spark, facts));
      }
    }
    clear();
    return scoreboard.targetMet();
  }

  private void race(Trial trial, RowAudit audit) {
    say(Scoreboard.header());
    for (int round = 1; round <= plan.rounds(); round++) {
      for (Contender contender : plan.contenders()) {
        Measurement measurement =
            measure(trial, audit, new Run(contender, String.valueOf(round)), List.of());
        scoreboard.add(measurement);
        say(Scoreboard.line(measurement));
      }
    }
    scoreboard.summary().forEach(this::say);
    if (plan.extra() == IngestPlan.Extra.PROFILE) {
      profile(trial, audit);
    }
  }

  private void profile(Trial trial, RowAudit audit) {
    Path recording = plan.home().resolve("bench/target/frazil.jfr");
    Measurement measurement =
        measure(
            trial,
            audit,
            new Run(Contender.FRAZIL, "profile"),
            FlightProfile.recordingInto(recording));
    say("One more run with the Flight Recorder on (recording: " + recording + ")");
    say(Scoreboard.line(measurement));
    FlightProfile.read(recording, FlightProfile.CONNECT_TASK).lines().forEach(this::say);
  }

  private static Measurement measure(
      Trial trial, RowAudit audit, Run run, List<String> jvmArguments) {
    Measurement measurement = trial.measure(run, jvmArguments);
    if (run.contender().writesTable()) {
      audit.requireRight(run.namespace(), ViewTopic.NAME);
    }
    return measurement;
  }

  private void clear() {
    if (Files.isDirectory(plan.directory())) {
      LocalStack.reset(plan.directory());
    }
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}
