package dev.frazil.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A part of the stack: a process that can be started, stopped, killed and started again on the same
 * port with the same data. Safe for use by several threads, one of which starts it at a time.
 */
public abstract sealed class Part
    permits ConnectWorker, KafkaBroker, ObjectStore, RestCatalog, SchemaRegistry {
  private static final Duration BETWEEN_PROBES = Duration.ofMillis(50);
  private static final int LOG_LINES = 20;

  private final PartKind kind;
  private final String name;
  private final StackDirectory directory;
  private final Duration startTimeout;
  private volatile @Nullable PartProcess process;
  private volatile long logStart;
  private boolean retired;

  Part(PartKind kind, String name, StackDirectory directory, Duration startTimeout) {
    this.kind = kind;
    this.name = name;
    this.directory = directory;
    this.startTimeout = startTimeout;
  }

  /** Writes the files that the program reads and says how to run it. */
  abstract Launch prepare() throws IOException;

  /** Whether the part does its work; asked again until it does. */
  abstract boolean answers();

  /** Where the part listens. */
  public abstract String address();

  public String name() {
    return name;
  }

  public Path log() {
    return directory.log(name);
  }

  /**
   * Starts the process and waits until the part answers.
   *
   * @throws LocalStackException when it runs already, ends, or does not answer in time; with the
   *     last lines of its log
   */
  public void start() {
    if (isRunning()) {
      throw new LocalStackException(
          "Cannot start " + name + ": it is running with process id " + pid());
    }
    try {
      PartProcess started = spawn(prepare());
      directory.remember(
          new PartState(name, kind, started.pid(), started.started().toEpochMilli(), address()));
      awaitAnswer(started);
    } catch (IOException e) {
      throw new LocalStackException(
          "Cannot start " + name + ": " + FileTrouble.reasonAndFile(e), e);
    }
  }

  /** Takes over a process of this part that another program started. */
  void adopt(PartProcess running) {
    process = running;
  }

  /** Asks the process to end, waits, and forces it when its time is up. Idle if it does not run. */
  public void stop() {
    signalStop();
    awaitStop();
  }

  /** Ends the process at once, as {@code kill -9} does, and waits until it is gone. */
  public void kill() {
    PartProcess running = process;
    if (running != null) {
      running.signalKill();
      awaitStop();
    }
  }

  public boolean isRunning() {
    PartProcess running = process;
    return running != null && running.isAlive();
  }

  /** The id of the process; fails when the part does not run. */
  public long pid() {
    return running("read the process id").pid();
  }

  /** CPU time of the process since its start; fails when the part does not run. */
  public Duration cpuTime() {
    return running("read the CPU time").cpuTime();
  }

  /** Fails with the last log lines if the process ended without being asked to. */
  void requireAlive() {
    PartProcess known = process;
    if (known != null && !known.isAlive()) {
      throw new LocalStackException(
          "Cannot go on without " + name + ": it " + ending(known) + lastLines(logStart));
    }
  }

  /** From here on the part does not start any more. */
  synchronized void retire() {
    retired = true;
  }

  void signalStop() {
    PartProcess running = process;
    if (running != null) {
      running.signalStop();
    }
  }

  void awaitStop() {
    PartProcess running = process;
    if (running != null) {
      running.awaitStop(kind.stopGrace());
      process = null;
      directory.forget(name);
    }
  }

  StackDirectory directory() {
    return directory;
  }

  private PartProcess running(String purpose) {
    PartProcess running = process;
    if (running == null || !running.isAlive()) {
      throw new LocalStackException("Cannot " + purpose + " of " + name + ": it is not running");
    }
    return running;
  }

  private synchronized PartProcess spawn(Launch launch) throws IOException {
    if (retired) {
      throw stopping();
    }
    logStart = LogTail.size(log());
    PartProcess started = PartProcess.spawn(launch, log());
    process = started;
    return started;
  }

  private void awaitAnswer(PartProcess started) {
    Deadline deadline = Deadline.in(startTimeout);
    while (!answers()) {
      if (started.awaitExit(BETWEEN_PROBES)) {
        throw giveUp("it " + ending(started));
      }
      if (Thread.currentThread().isInterrupted()) {
        throw giveUp("interrupted");
      }
      if (deadline.isOver()) {
        throw giveUp("no answer from " + address() + " within " + startTimeout.toMillis() + " ms");
      }
    }
  }

  /** Ends what was started in vain. */
  private synchronized LocalStackException giveUp(String reason) {
    if (retired) {
      return stopping();
    }
    LocalStackException failure =
        new LocalStackException("Cannot start " + name + ": " + reason + lastLines(logStart));
    kill();
    return failure;
  }

  private LocalStackException stopping() {
    return new LocalStackException("Cannot start " + name + ": the stack is stopping");
  }

  private static String ending(PartProcess ended) {
    return ended.exitCode().map(code -> "ended with exit code " + code).orElse("ended");
  }

  /** The end of what was logged from the given byte on, as the end of a message. */
  String lastLines(long from) {
    return "; last lines of "
        + log()
        + ":\n  "
        + String.join("\n  ", LogTail.lines(log(), from, LOG_LINES));
  }
}
