package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.IllegalWorkerStateException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;

/** What Connect lends to a task. Strict: one thread, and only partitions that are assigned. */
final class TestingSinkContext implements SinkTaskContext {
  private final Thread thread = Thread.currentThread();
  private final @Nullable ErrantRecordReporter reporter;
  private final Set<TopicPartition> assigned = new HashSet<>();
  private final Set<TopicPartition> paused = new HashSet<>();
  private final Map<TopicPartition, Long> rewinds = new HashMap<>();
  private boolean commitRequested;
  private long timeoutMs = -1;

  TestingSinkContext(@Nullable ErrantRecordReporter reporter) {
    this.reporter = reporter;
  }

  void assign(Set<TopicPartition> partitions) {
    assigned.addAll(partitions);
  }

  void unassign(Set<TopicPartition> partitions) {
    assigned.removeAll(partitions);
    paused.removeAll(partitions);
  }

  Set<TopicPartition> paused() {
    return Set.copyOf(paused);
  }

  /** What the task has asked for since the last time, and forgets it. */
  Map<TopicPartition, Long> takeRewinds() {
    Map<TopicPartition, Long> taken = Map.copyOf(rewinds);
    rewinds.clear();
    return taken;
  }

  boolean hasRewinds() {
    return !rewinds.isEmpty();
  }

  boolean hasCommitRequest() {
    return commitRequested;
  }

  boolean takeCommitRequest() {
    boolean requested = commitRequested;
    commitRequested = false;
    return requested;
  }

  /** When the task wants to be called again at the latest. */
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
    requireThread();
    requireAssigned(List.of(partition), "rewind");
    assertThat(offset).as("rewind of %s", partition).isNotNegative();
    rewinds.put(partition, offset);
  }

  @Override
  public void timeout(long timeout) {
    requireThread();
    assertThat(timeout).as("timeout").isPositive();
    timeoutMs = timeout;
  }

  @Override
  public Set<TopicPartition> assignment() {
    requireThread();
    return Set.copyOf(assigned);
  }

  @Override
  public void pause(TopicPartition... partitions) {
    requireThread();
    requireAssigned(List.of(partitions), "pause");
    paused.addAll(List.of(partitions));
  }

  @Override
  public void resume(TopicPartition... partitions) {
    requireThread();
    requireAssigned(List.of(partitions), "resume");
    paused.removeAll(List.of(partitions));
  }

  @Override
  public void requestCommit() {
    requireThread();
    commitRequested = true;
  }

  @Override
  public @Nullable ErrantRecordReporter errantRecordReporter() {
    return reporter;
  }

  private void requireThread() {
    assertThat(Thread.currentThread()).as("thread").isSameAs(thread);
  }

  private void requireAssigned(List<TopicPartition> partitions, String action) {
    if (!assigned.containsAll(partitions)) {
      throw new IllegalWorkerStateException(
          "SinkTasks may not " + action + " partitions that are not currently assigned to them.");
    }
  }
}
