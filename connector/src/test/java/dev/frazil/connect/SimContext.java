package dev.frazil.connect;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.IllegalWorkerStateException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** What Connect lends to a task. Strict: only partitions that are assigned. */
final class SimContext implements SinkTaskContext {
  private final ErrantRecordReporter reporter;
  private final Set<TopicPartition> assigned = new HashSet<>();
  private final Set<TopicPartition> paused = new HashSet<>();
  private final Map<TopicPartition, Long> rewinds = new HashMap<>();
  private boolean commitRequested;
  private long timeoutMs = 1;

  SimContext(ErrantRecordReporter reporter) {
    this.reporter = reporter;
  }

  void assign(Set<TopicPartition> partitions) {
    assigned.addAll(partitions);
  }

  void unassign(Set<TopicPartition> partitions) {
    assigned.removeAll(partitions);
    paused.removeAll(partitions);
    rewinds.keySet().removeAll(partitions);
  }

  boolean isPaused(TopicPartition partition) {
    return paused.contains(partition);
  }

  Map<TopicPartition, Long> takeRewinds() {
    if (rewinds.isEmpty()) {
      return Map.of();
    }
    Map<TopicPartition, Long> taken = new HashMap<>(rewinds);
    rewinds.clear();
    return taken;
  }

  boolean takeCommitRequest() {
    boolean requested = commitRequested;
    commitRequested = false;
    return requested;
  }

  long timeoutMs() {
    return timeoutMs;
  }

  @Override
  public Map<String, String> configs() {
    return Map.of();
  }

  @Override
  public void offset(Map<TopicPartition, Long> offsets) {
    offsets.forEach(this::offset);
  }

  @Override
  public void offset(TopicPartition partition, long offset) {
    requireAssigned(partition);
    if (offset < 0) {
      throw new SimViolation("a rewind of " + partition + " to " + offset);
    }
    rewinds.put(partition, offset);
  }

  @Override
  public void timeout(long timeout) {
    if (timeout <= 0) {
      throw new SimViolation("a timeout of " + timeout + " ms");
    }
    timeoutMs = timeout;
  }

  @Override
  public Set<TopicPartition> assignment() {
    return new HashSet<>(assigned);
  }

  @Override
  public void pause(TopicPartition... partitions) {
    for (TopicPartition partition : partitions) {
      requireAssigned(partition);
      paused.add(partition);
    }
  }

  @Override
  public void resume(TopicPartition... partitions) {
    for (TopicPartition partition : partitions) {
      requireAssigned(partition);
      paused.remove(partition);
    }
  }

  @Override
  public void requestCommit() {
    commitRequested = true;
  }

  @Override
  public ErrantRecordReporter errantRecordReporter() {
    return reporter;
  }

  private void requireAssigned(TopicPartition partition) {
    if (!assigned.contains(partition)) {
      throw new IllegalWorkerStateException(
          "SinkTasks may not touch partitions that are not currently assigned to them: "
              + partition);
    }
  }
}
