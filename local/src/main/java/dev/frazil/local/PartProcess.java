package dev.frazil.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process of the stack, started by this JVM or found again by its id and start time. */
final class PartProcess {
  /** Start times are derived from the clock at boot, which may be corrected by a little. */
  private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

  private static final Path SET_SESSION = Path.of("/usr/bin/setsid");

  private final ProcessHandle handle;
  private final @Nullable Process child;

  private PartProcess(ProcessHandle handle, @Nullable Process child) {
    this.handle = handle;
    this.child = child;
  }

  /** Starts the program; its output is appended to the log. */
  static PartProcess spawn(Launch launch, Path log) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(inOwnSession(launch.command()));
    builder.directory(launch.workingDirectory().toFile());
    builder.environment().putAll(launch.environment());
    builder.redirectErrorStream(true);
    builder.redirectInput(new File("/dev/null"));
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Process child = builder.start();
    return new PartProcess(child.toHandle(), child);
  }

  /** The process with this id if it is still the one that started at that time. */
  static Optional<PartProcess> find(long pid, Instant started) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(handle -> startedAt(handle, started))
        .map(handle -> new PartProcess(handle, null));
  }

  long pid() {
    return handle.pid();
  }

  Instant started() {
    return handle.info().startInstant().orElse(Instant.EPOCH);
  }

  boolean isAlive() {
    return handle.isAlive();
  }

  /** CPU time of all threads since the start. */
  Duration cpuTime() {
    return handle.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** What the process ended with; only of a process that this JVM started. */
  Optional<Integer> exitCode() {
    return child == null || child.isAlive() ? Optional.empty() : Optional.of(child.exitValue());
  }

  void signalStop() {
    handle.destroy();
  }

  void signalKill() {
    handle.destroyForcibly();
  }

  /** Waits for the end, and forces it when the time is up. */
  void awaitStop(Duration grace) {
    if (!awaitExit(grace)) {
      signalKill();
      awaitExit(grace);
    }
  }

  /**
   * Whether the process ended within the time; waits on, and stays interrupted, when interrupted.
   */
  boolean awaitExit(Duration timeout) {
    // A child's own future comes with its exit code; its handle's may come before.
    CompletableFuture<?> exit = child == null ? handle.onExit() : child.onExit();
    return exit.thenApply(ended -> true)
        .completeOnTimeout(false, timeout.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  private static boolean startedAt(ProcessHandle handle, Instant started) {
    return handle
        .info()
        .startInstant()
        .filter(actual -> Duration.between(started, actual).abs().compareTo(START_TOLERANCE) <= 0)
        .isPresent();
  }

  /**
   * A session of its own, where the system has the command: an interrupt from the terminal then
   * reaches the program that owns the stack only, which stops the parts in order.
   */
  private static List<String> inOwnSession(List<String> command) {
    List<String> whole = new ArrayList<>();
    if (Files.isExecutable(SET_SESSION)) {
      whole.add(SET_SESSION.toString());
    }
    whole.addAll(command);
    return whole;
  }
}
