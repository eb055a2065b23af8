package dev.frazil.chaos;

import dev.frazil.local.ConnectorStatus;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * Looks once a second, in a thread of its own: have tasks failed, and how long has nothing been
 * committed to the busiest table. A failed task is counted, and restarted as an operator would.
 */
final class Watch implements AutoCloseable {
  /** Both sinks say this in the snapshots that they make. */
  private static final String COMMIT_KEY = "kafka.connect.commit-id";

  private static final String BUSIEST = "events_views";
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final Stage stage;
  private final Deployment deployment;
  private final Journal journal;
  private final SilverTables silver;
  private final Thread thread;
  private Set<Integer> dead = Set.of();
  private volatile boolean over;
  private final Silence silence = new Silence(System.currentTimeMillis());

  Watch(Stage stage, Deployment deployment, Journal journal) {
    this.stage = stage;
    this.deployment = deployment;
    this.journal = journal;
    this.silver = SilverTables.open(stage.endpoints());
    this.thread = new Thread(this::look, "chaos-watch");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** What is done from now on, which a time without commits may be due to. */
  void after(String action) {
    silence.action(action, System.currentTimeMillis());
  }

  /** The longest time without a commit. */
  Silence silence() {
    return silence;
  }

  @Override
  public void close() {
    over = true;
    Wait.until(Duration.ofSeconds(10), () -> !thread.isAlive());
    silver.close();
  }

  private void look() {
    while (!over) {
      try {
        lookAtTasks();
        lookAtTable();
      } catch (RuntimeException e) {
        // A part is away: that is what this is about.
        Thread.onSpinWait();
      }
      Wait.pass(BETWEEN_LOOKS);
    }
  }

  private void lookAtTasks() {
    if (stage.awake().isEmpty()) {
      return;
    }
    ConnectorStatus status = stage.rest().status(deployment.name());
    Set<Integer> failed = new HashSet<>();
    for (ConnectorStatus.Task task : status.tasks()) {
      if (task.state().equals("FAILED")) {
        failed.add(task.id());
        if (!dead.contains(task.id())) {
          journal.taskDeath(status.name() + "-" + task.id(), task.trace());
        }
        stage.rest().restartTask(status.name(), task.id());
      }
    }
    dead = failed;
  }

  private void lookAtTable() {
    Table table = silver.table(BUSIEST).orElse(null);
    if (table == null) {
      return;
    }
    for (Snapshot snapshot : table.snapshots()) {
      if (snapshot.timestampMillis() > silence.lastCommitMs()
          && snapshot.summary().containsKey(COMMIT_KEY)) {
        silence.commit(snapshot.timestampMillis());
      }
    }
  }

  /** No more events come. */
  void endOfLoad() {
    silence.endOfLoad(System.currentTimeMillis());
  }
}
