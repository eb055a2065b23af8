package dev.frazil.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A stack that another program started, known by its state file. A process is taken for a part only
 * if id and start time both fit. The parts are those of the moment of attaching, except for {@link
 * #stop()}, which looks again.
 */
public final class AttachedStack {
  private final StackDirectory directory;
  private final StackState state;
  private final Endpoints endpoints;

  private AttachedStack(StackDirectory directory, StackState state, S3Keys keys) {
    this.directory = directory;
    this.state = state;
    this.endpoints =
        new Endpoints(
            state.bootstrapServers(),
            state.connectUrl(),
            state.catalogUrl(),
            state.s3Endpoint(),
            keys.accessKey(),
            keys.secretKey(),
            state.s3Region(),
            state.warehouse(),
            directory.logs(),
            directory.root());
  }

  /** The stack that the state file in this directory tells of, if there is one. */
  static Optional<AttachedStack> in(StackDirectory directory) {
    try {
      Optional<StackState> state = directory.recorded();
      return state.isEmpty()
          ? Optional.empty()
          : Optional.of(new AttachedStack(directory, state.get(), directory.keys()));
    } catch (IOException e) {
      throw directory.cannot("find", FileTrouble.reasonAndFile(e));
    }
  }

  public Endpoints endpoints() {
    return endpoints;
  }

  /** Each part that was started, in the order in which they came up. */
  public List<PartStatus> status() {
    return state.parts().stream()
        .map(
            part ->
                new PartStatus(
                    part.name(),
                    part.process().isPresent(),
                    part.pid(),
                    part.address(),
                    part.started(),
                    log(part.name())))
        .toList();
  }

  /** Whether any part still runs; after a crash of the machine none does. */
  public boolean isRunning() {
    return !state.alive().isEmpty();
  }

  /**
   * The log file of a part.
   *
   * @throws LocalStackException when there is no such part
   */
  public Path log(String part) {
    List<String> names = state.parts().stream().map(PartState::name).toList();
    if (!names.contains(part)) {
      throw new LocalStackException(
          "Invalid part: " + part + " (expected one of " + String.join(", ", names) + ")");
    }
    return directory.log(part);
  }

  /** A client for the REST API of the first worker. */
  public ConnectRest connect() {
    return ConnectRest.at(endpoints.connectUrl());
  }

  /**
   * Stops what still runs, workers first, and waits until it is gone. Data and logs stay.
   *
   * @return the names of the parts that were running
   */
  public List<String> stop() {
    return directory.exclusively(
        "stop",
        () -> {
          List<PartState> running = directory.recorded().orElse(state).alive();
          ShutDown.processes(running);
          directory.end();
          return running.stream().map(PartState::name).toList();
        });
  }
}
