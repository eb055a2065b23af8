package dev.frazil.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What to start.
 *
 * @param directory where the stack keeps data, logs and state; what lies there from an earlier run
 *     is used again
 * @param broker how the broker runs
 * @param workers the Connect workers, all of one group; may be none
 * @param startTimeout how long each part may take until it answers
 */
public record StackOptions(
    Path directory, BrokerOptions broker, List<WorkerOptions> workers, Duration startTimeout) {
  public StackOptions {
    directory = directory.toAbsolutePath().normalize();
    workers = List.copyOf(workers);
  }

  /** One worker, usual sizes. */
  public static StackOptions in(Path directory) {
    return new StackOptions(
        directory,
        BrokerOptions.defaults(),
        List.of(WorkerOptions.defaults()),
        Duration.ofSeconds(90));
  }

  public StackOptions withBroker(BrokerOptions options) {
    return new StackOptions(directory, options, workers, startTimeout);
  }

  public StackOptions withWorkers(WorkerOptions... options) {
    return new StackOptions(directory, broker, List.of(options), startTimeout);
  }

  public StackOptions withStartTimeout(Duration timeout) {
    return new StackOptions(directory, broker, workers, timeout);
  }
}
