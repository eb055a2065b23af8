package dev.frazil.chaos;

import dev.frazil.cli.events.MovieTopic;
import dev.frazil.local.ConnectWorker;
import dev.frazil.local.ConnectorOffset;
import dev.frazil.local.ConnectorStatus;
import dev.frazil.local.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.Table;

/**
 * Does what is drawn, one after the other. What cannot be done, because something else is away, is
 * written down and left. For one thread.
 */
final class Actions {
  private static final int MOST_PARTITIONS = 6;
  private static final int MOST_WORKERS = 3;
  private static final Duration FROZEN = Duration.ofMillis(2L * Settings.SESSION_MILLIS);
  private static final double STORM = 0.3;
  static final double DRIZZLE = 0.02;

  private final Stage stage;
  private final Deployment deployment;
  private final Journal journal;
  private final Schedule schedule;
  private final SilverTables silver;
  private final Stories stories;
  private final Optional<SmallDisk> disk;
  private final TopicLog topicLog;
  private int renamed;

  Actions(
      Stage stage,
      Deployment deployment,
      Journal journal,
      Schedule schedule,
      SilverTables silver,
      Stories stories,
      Optional<SmallDisk> disk) {
    this.stage = stage;
    this.deployment = deployment;
    this.journal = journal;
    this.schedule = schedule;
    this.silver = silver;
    this.stories = stories;
    this.disk = disk;
    this.topicLog = new TopicLog(stage);
  }

  void run(Action action) {
    long began = System.nanoTime();
    try {
      String detail = act(action);
      if (detail.isEmpty()) {
        journal.say(action.label() + ": nothing to do");
      } else {
        journal.done(action.label());
        long millis = (System.nanoTime() - began) / 1_000_000;
        journal.say(action.label() + ": " + detail + " (" + millis + " ms)");
      }
    } catch (RuntimeException e) {
      journal.failed(action.label(), String.valueOf(e.getMessage()));
    }
  }

  /** Whether it is about requests that go wrong. */
  static boolean isFault(Action action) {
    return action == Action.STORE_FAULTS || action == Action.CATALOG_FAULTS;
  }

  /** Ends all that an action began: every worker runs, and the connector too. */
  boolean settle(Duration longest) {
    stage.calm();
    disk.ifPresent(SmallDisk::empty);
    for (ConnectWorker worker : stage.stack().workers()) {
      stage.thaw(worker);
      startAgain(worker);
    }
    startAgain(stage.stack().objectStore());
    startAgain(stage.stack().catalog());
    startAgain(stage.stack().broker());
    return deployment.bringUp(longest);
  }

  /** What was done, or nothing. */
  private String act(Action action) {
    return switch (action) {
      case KILL -> kill();
      case FREEZE -> freeze();
      case BROKER_RESTART -> restart(stage.stack().broker());
      case CATALOG_RESTART -> restart(stage.stack().catalog());
      case STORE_RESTART -> restart(stage.stack().objectStore());
      case JOIN -> join();
      case LEAVE -> leave();
      case TASKS -> tasks();
      case PAUSE -> pause();
      case RESTART -> restartConnector();
      case RESTART_TASK -> restartTask();
      case RECREATE -> recreate();
      case RENAME -> rename();
      case OFFSETS_BACK -> offsetsBack();
      case OFFSETS_RESET -> offsetsReset();
      case PARTITIONS -> partitions();
      case ROLLBACK -> rollBack();
      case EXPIRE -> expire();
      case COMPACT -> compact();
      case STORE_FAULTS -> storm(stage.storeFaults());
      case CATALOG_FAULTS -> storm(stage.catalogFaults());
      case DISK_FULL -> diskFull();
      case DROP_TABLE -> stories.dropTable();
      case REPLACE_TABLE -> stories.replaceTable();
      case RECREATE_TOPIC -> stories.recreateTopic();
      case RETENTION -> stories.retention();
      case TRUNCATE -> stories.truncate();
    };
  }

  private String kill() {
    ConnectWorker worker = anyAwake();
    long pid = worker.pid();
    worker.kill();
    Wait.pass(Duration.ofMillis(schedule.below(2_000)));
    worker.start();
    return worker.name() + ", process " + pid;
  }

  /** Past the session timeout: the others take over, and then it wakes up. */
  private String freeze() {
    if (stage.awake().size() < 2) {
      return "";
    }
    ConnectWorker worker = anyAwake();
    stage.freeze(worker);
    Wait.pass(FROZEN.plusMillis(schedule.below(2_000)));
    stage.thaw(worker);
    return worker.name();
  }

  private String restart(Part part) {
    boolean hard = schedule.below(2) == 0;
    if (hard) {
      part.kill();
    } else {
      part.stop();
    }
    Wait.pass(Duration.ofMillis(schedule.below(2_000)));
    part.start();
    return part.name() + (hard ? ", killed" : ", stopped");
  }

  /** One that has left joins again; if none has, one leaves. */
  private String join() {
    for (ConnectWorker worker : stage.stack().workers()) {
      if (!worker.isRunning()) {
        worker.start();
        return worker.name() + " joined";
      }
    }
    return stage.awake().size() < MOST_WORKERS ? "" : stop(anyAwake());
  }

  /** One leaves; if one has left already, it joins again. */
  private String leave() {
    return stage.awake().size() < MOST_WORKERS ? join() : stop(anyAwake());
  }

  private static String stop(ConnectWorker worker) {
    worker.stop();
    return worker.name() + " left";
  }

  private String tasks() {
    deployment.tasks(1 + schedule.below(6));
    return deployment.tasks() + " tasks";
  }

  private String pause() {
    stage.rest().pause(deployment.name());
    Wait.pass(Duration.ofMillis(500 + schedule.below(4_000)));
    stage.rest().resume(deployment.name());
    return deployment.name();
  }

  private String restartConnector() {
    stage.rest().restart(deployment.name());
    return deployment.name();
  }

  private String restartTask() {
    ConnectorStatus status = stage.rest().status(deployment.name());
    if (status.tasks().isEmpty()) {
      return "";
    }
    int task = status.tasks().get(schedule.below(status.tasks().size())).id();
    stage.rest().restartTask(deployment.name(), task);
    return "task " + task;
  }

  private String recreate() {
    deployment.delete();
    Wait.pass(Duration.ofMillis(schedule.below(2_000)));
    deployment.deploy();
    return deployment.name();
  }

  private String rename() {
    renamed++;
    deployment.rename("movies-" + renamed);
    return "now " + deployment.name();
  }

  private String offsetsBack() {
    deployment.stop();
    List<ConnectorOffset> earlier = new ArrayList<>();
    for (ConnectorOffset each : stage.rest().offsets(deployment.name())) {
      long back = schedule.below(2_000);
      earlier.add(
          new ConnectorOffset(each.topic(), each.partition(), Math.max(0, each.offset() - back)));
    }
    if (!earlier.isEmpty()) {
      stage.rest().alterOffsets(deployment.name(), earlier);
    }
    stage.rest().resume(deployment.name());
    return earlier.size() + " partitions";
  }

  private String offsetsReset() {
    deployment.stop();
    stage.rest().resetOffsets(deployment.name());
    stage.rest().resume(deployment.name());
    return deployment.name();
  }

  private String partitions() {
    String topic = anyTopic();
    int now = topicLog.partitions(topic);
    if (now >= MOST_PARTITIONS) {
      return "";
    }
    topicLog.grow(topic, now + 1);
    return topic + " has " + (now + 1);
  }

  private String rollBack() {
    String topic = anyTopic();
    return silver
        .table(topic)
        .flatMap(Maintenance::rollBack)
        .map(snapshot -> topic + " lost snapshot " + snapshot)
        .orElse("");
  }

  private String expire() {
    String topic = anyTopic();
    Optional<Table> table = silver.table(topic);
    table.ifPresent(Maintenance::expire);
    return table.isPresent() ? topic : "";
  }

  private String compact() {
    String topic = anyTopic();
    int files = silver.table(topic).map(Maintenance::compact).orElse(0);
    return files == 0 ? "" : topic + ", " + files + " files";
  }

  private String storm(FaultPlan faults) {
    faults.rate(STORM);
    Wait.pass(Duration.ofMillis(3_000 + schedule.below(7_000)));
    faults.rate(DRIZZLE);
    return Math.round(STORM * 100) + " % of requests for some seconds";
  }

  private String diskFull() {
    if (disk.isEmpty()) {
      return "";
    }
    disk.get().fill();
    Wait.pass(Duration.ofMillis(4_000 + schedule.below(4_000)));
    disk.get().empty();
    return "the directory where files are staged";
  }

  private ConnectWorker anyAwake() {
    List<ConnectWorker> awake = stage.awake();
    if (awake.isEmpty()) {
      throw new IllegalStateException("no worker is awake");
    }
    return awake.get(schedule.below(awake.size()));
  }

  private String anyTopic() {
    List<String> topics = MovieTopic.names();
    return topics.get(schedule.below(topics.size()));
  }

  private void startAgain(Part part) {
    if (!part.isRunning()) {
      try {
        part.start();
      } catch (RuntimeException e) {
        journal.failed("start of " + part.name(), String.valueOf(e.getMessage()));
      }
    }
  }
}
