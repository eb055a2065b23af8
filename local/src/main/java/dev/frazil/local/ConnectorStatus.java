package dev.frazil.local;

import java.util.List;
import java.util.stream.Stream;

/**
 * A connector and its tasks as Connect reports them; states such as {@code RUNNING}, {@code
 * PAUSED}, {@code STOPPED}, {@code FAILED}, {@code UNASSIGNED}.
 *
 * @param trace what it failed with, or empty
 */
public record ConnectorStatus(
    String name, String state, String worker, String trace, List<Task> tasks) {
  public ConnectorStatus {
    tasks = List.copyOf(tasks);
  }

  /**
   * One task.
   *
   * @param trace what it failed with, or empty
   */
  public record Task(int id, String state, String worker, String trace) {}

  /** Whether the connector and so many tasks, all there are, run. */
  public boolean isRunning(int taskCount) {
    return state.equals("RUNNING")
        && tasks.size() == taskCount
        && tasks.stream().allMatch(task -> task.state().equals("RUNNING"));
  }

  /** The traces of what failed, connector first. */
  public List<String> failures() {
    return Stream.concat(Stream.of(trace), tasks.stream().map(Task::trace))
        .filter(text -> !text.isEmpty())
        .toList();
  }
}
