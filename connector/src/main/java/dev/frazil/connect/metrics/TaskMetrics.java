package dev.frazil.connect.metrics;

import dev.frazil.transforms.reject.RejectReason;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Numbers about one task. Counted by the task's thread without any synchronisation, and seen by
 * others once {@link #publish} was called.
 */
@SuppressWarnings("EnumOrdinal") // a place in an array is all that a count per record may cost
public final class TaskMetrics implements AutoCloseable {
  private static final TaskMetric[] METRICS = TaskMetric.values();
  private static final RejectReason[] REASONS = RejectReason.values();

  private final long[] counted = new long[METRICS.length + REASONS.length];
  private final AtomicLongArray seen = new AtomicLongArray(counted.length);
  private @Nullable Published published;

  /** Numbers that nobody sees. */
  public TaskMetrics() {}

  /** Counts one. */
  public void count(TaskMetric metric) {
    counted[metric.ordinal()]++;
  }

  public void add(TaskMetric metric, long more) {
    counted[metric.ordinal()] += more;
  }

  public void set(TaskMetric metric, long value) {
    counted[metric.ordinal()] = value;
  }

  /** Sets a number and lets others see it at once. */
  public void show(TaskMetric metric, long value) {
    set(metric, value);
    seen.setOpaque(metric.ordinal(), value);
  }

  /** Counts a dead letter. */
  public void rejected(RejectReason reason) {
    counted[TaskMetric.DEAD_LETTERS.ordinal()]++;
    counted[METRICS.length + reason.ordinal()]++;
  }

  /** Lets others see what was counted. */
  public void publish() {
    for (int i = 0; i < counted.length; i++) {
      seen.setOpaque(i, counted[i]);
    }
  }

  void show(Map<String, String> keys) {
    published = Published.of(bean(), keys);
  }

  NumbersBean bean() {
    NumbersBean bean = new NumbersBean("A task of a Frazil sink");
    for (TaskMetric each : METRICS) {
      bean.with(each.attribute(), each.description(), () -> seen.getOpaque(each.ordinal()));
    }
    for (RejectReason each : REASONS) {
      bean.with(
          "dead-letters-" + each.code().replace('_', '-') + "-total",
          "Of the dead letters, those with the code " + each.code() + ".",
          () -> seen.getOpaque(METRICS.length + each.ordinal()));
    }
    return bean;
  }

  /** Nobody sees the numbers any more. */
  @Override
  public void close() {
    if (published != null) {
      published.close();
    }
  }
}
