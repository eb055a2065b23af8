package dev.frazil.chaos;

import dev.frazil.chaos.Truth.Destiny;
import dev.frazil.cli.Lake;
import dev.frazil.cli.events.EventStream;
import dev.frazil.cli.events.MovieTopic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** One run, from an empty directory to a report. For one thread. */
final class ChaosRun {
  private static final int FIRST_WORKERS = 2;
  private static final int FIRST_TASKS = 3;
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration CATCH_UP = Duration.ofSeconds(400);

  /** Longer than the sink's looks at its tables, which find a rollback, are apart. */
  private static final Duration STANDSTILL = Duration.ofSeconds(90);

  private final ChaosPlan plan;
  private final Path home;
  private final Journal journal;

  ChaosRun(ChaosPlan plan, Path home, Journal journal) {
    this.plan = plan;
    this.home = home;
    this.journal = journal;
  }

  /** Blocks until all is done and stopped. */
  Report report() {
    Optional<SmallDisk> disk =
        plan.actions().contains(Action.DISK_FULL)
            ? SmallDisk.mount(plan.directory().resolve("staging").toAbsolutePath())
            : Optional.empty();
    try (Stage stage = Stage.open(plan);
        TruthLog truth = TruthLog.create(plan.directory().resolve("truth.tsv"));
        SilverTables silver = SilverTables.open(stage.endpoints())) {
      return onStage(stage, truth, silver, disk);
    } finally {
      disk.ifPresent(SmallDisk::close);
    }
  }

  private Report onStage(
      Stage stage, TruthLog truth, SilverTables silver, Optional<SmallDisk> disk) {
    Deployment deployment = deploy(stage, silver, disk);
    Schedule schedule = new Schedule(plan.seed(), possible(disk));
    try (EventProducer producer = new EventProducer(stage.endpoints().bootstrapServers(), truth);
        Watch watch = new Watch(stage, deployment, journal)) {
      Stories stories = new Stories(stage, home, producer, silver, journal, plan);
      Actions actions = new Actions(stage, deployment, journal, schedule, silver, stories, disk);
      Thread load = load(producer);
      watch.start();
      happen(stage, actions, schedule, watch);
      producer.halt();
      join(load);
      watch.endOfLoad();
      journal.say("the end: no more faults, all workers, and the rest of the events");
      if (!actions.settle(START)) {
        journal.finding("the connector does not come up again: " + status(stage, deployment));
      }
      stories.settle(START);
      producer.flush();
      catchUp(silver, truth, stage);
      return examine(stage, truth, silver, watch);
    }
  }

  private Deployment deploy(Stage stage, SilverTables silver, Optional<SmallDisk> disk) {
    stage.createTopics(home, plan.contender());
    if (plan.contender() == Contender.APACHE) {
      silver.createMovieTables();
    }
    for (int i = 0; i < FIRST_WORKERS; i++) {
      stage.addWorker(plan.contender().plugins(home));
    }
    Map<String, String> config = new TreeMap<>(plan.contender().movies(home));
    disk.ifPresent(
        small -> config.put("iceberg.catalog.s3.staging-dir", small.directory().toString()));
    Deployment deployment = new Deployment(stage, "movies", FIRST_TASKS, config);
    deployment.deploy();
    if (!deployment.bringUp(START)) {
      throw new IllegalStateException("Cannot begin: " + status(stage, deployment));
    }
    if (plan.actions().contains(Action.JOIN)) {
      stage.addWorker(plan.contender().plugins(home));
    }
    return deployment;
  }

  private Set<Action> possible(Optional<SmallDisk> disk) {
    Set<Action> possible = new HashSet<>(plan.actions());
    possible.retainAll(plan.contender().actions());
    if (disk.isEmpty() && possible.remove(Action.DISK_FULL)) {
      journal.say("disk-full is left out: no file system can be mounted here");
    }
    return EnumSet.copyOf(possible);
  }

  private Thread load(EventProducer producer) {
    EventStream stream =
        EventStream.of(
            plan.contender().mix(Duration.ofNanos(1_000_000_000L / plan.rate())),
            plan.seed(),
            Instant.now());
    Thread thread = new Thread(() -> producer.run(stream, plan.rate()), "chaos-load");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void happen(Stage stage, Actions actions, Schedule schedule, Watch watch) {
    long end = System.nanoTime() + plan.length().toNanos();
    boolean faults = plan.actions().stream().anyMatch(Actions::isFault);
    if (faults) {
      stage.storeFaults().rate(Actions.DRIZZLE);
      stage.catalogFaults().rate(Actions.DRIZZLE);
    }
    while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
      Wait.pass(Duration.ofMillis(schedule.pauseMillis()));
      Action action = schedule.next();
      watch.after(action.label());
      actions.run(action);
    }
  }

  /** Until all that must be there is there, or nothing more comes. */
  private void catchUp(SilverTables silver, TruthLog truth, Stage stage) {
    List<Truth> sent = truth.read();
    Map<String, Long> expected = new TreeMap<>();
    sent.stream()
        .filter(event -> event.fate() == Destiny.ROW)
        .forEach(event -> expected.merge(event.topic(), 1L, Long::sum));
    long letters = sent.stream().filter(event -> event.fate() == Destiny.LETTER).count();
    long began = System.nanoTime();
    Standstill standstill = new Standstill(STANDSTILL);
    boolean[] there = {false};
    Wait.until(
        CATCH_UP,
        () -> {
          long missing = Math.max(0, letters - distinctLetters(stage));
          if (plan.contender().deaths() == Deaths.ON_TOPIC_AND_IN_TABLE) {
            missing += Math.max(0, letters - keptLetters(silver, sent));
          }
          for (Map.Entry<String, Long> topic : expected.entrySet()) {
            missing += Math.max(0, topic.getValue() - silver.rows(topic.getKey()));
          }
          there[0] = missing <= 0;
          return there[0] || standstill.isAt(missing);
        });
    journal.say(
        "%s after %d s"
            .formatted(
                there[0] ? "everything is there" : "NOT everything is there",
                (System.nanoTime() - began) / 1_000_000_000L));
    // What would be doubled late is to be seen too.
    Wait.pass(Duration.ofSeconds(5));
  }

  private static long keptLetters(SilverTables silver, List<Truth> sent) {
    return sent.stream()
        .map(Truth::topic)
        .distinct()
        .mapToLong(topic -> silver.letters(topic).map(Lake::rows).orElse(0L))
        .sum();
  }

  private static long distinctLetters(Stage stage) {
    Set<String> ids = new HashSet<>();
    Reading.letters(
        stage.endpoints().bootstrapServers(),
        Settings.DEAD_LETTERS,
        letter -> ids.add(letter.id()));
    return ids.size();
  }

  private Report examine(Stage stage, TruthLog truth, SilverTables silver, Watch watch) {
    List<Truth> sent = truth.read();
    Checker checker = new Checker(sent, truth.unsure(), plan.contender().deaths());
    Set<String> topics = new HashSet<>(MovieTopic.names());
    sent.forEach(event -> topics.add(event.topic()));
    AtomicLong files = new AtomicLong();
    Proofs proofs = new Proofs(journal);
    for (String topic : topics.stream().sorted().toList()) {
      silver
          .table(topic)
          .ifPresent(
              table -> {
                Reading.rows(topic, table, checker::row, journal::finding);
                files.addAndGet(Reading.files(table, journal::finding));
                if (plan.contender() == Contender.FRAZIL) {
                  proofs.add(table);
                }
              });
      silver
          .letters(topic)
          .ifPresent(
              table -> {
                Reading.keptLetters(table, checker::keptLetter, journal::finding);
                files.addAndGet(Reading.files(table, journal::finding));
                proofs.add(table);
              });
    }
    Reading.letters(stage.endpoints().bootstrapServers(), Settings.DEAD_LETTERS, checker::letter);
    journal.say(files.get() + " live files are in the store");
    return new Report(
        plan.contender(),
        plan.seed(),
        plan.length(),
        checker.tally(),
        journal.taskDeaths(),
        journal.findings(),
        journal.doneByKind(),
        journal.failures(),
        stage.storeFaults().injected(),
        stage.catalogFaults().injected(),
        stage.storeFaults().requests() + stage.catalogFaults().requests(),
        watch.silence().commits(),
        watch.silence().longest(),
        watch.silence().during(),
        proofs.lines());
  }

  private static String status(Stage stage, Deployment deployment) {
    try {
      return stage.rest().status(deployment.name()).toString();
    } catch (RuntimeException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
