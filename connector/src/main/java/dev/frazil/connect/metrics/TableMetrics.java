package dev.frazil.connect.metrics;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Numbers about one table. Thread-safe. */
public final class TableMetrics implements AutoCloseable {
  private static final TableMetric[] METRICS = TableMetric.values();

  private final AtomicLongArray values = new AtomicLongArray(METRICS.length);
  private final LongSupplier clockMs;
  private @Nullable Published published;

  TableMetrics(LongSupplier clockMs) {
    this.clockMs = clockMs;
    set(TableMetric.LOW_WATERMARK, -1);
  }

  public void add(TableMetric metric, long more) {
    values.getAndAdd(metric.ordinal(), more);
  }

  public void set(TableMetric metric, long value) {
    values.set(metric.ordinal(), value);
  }

  /** A commit has succeeded that took so long. */
  public void committed(long tookMs) {
    add(TableMetric.COMMITS, 1);
    add(TableMetric.COMMIT_MS_TOTAL, tookMs);
    set(TableMetric.COMMIT_MS_LAST, tookMs);
    values.accumulateAndGet(TableMetric.COMMIT_MS_MAX.ordinal(), tookMs, Math::max);
    set(TableMetric.LAST_COMMIT_AT, clockMs.getAsLong());
  }

  /** The time by which commits are measured, in epoch milliseconds. */
  public long nowMs() {
    return clockMs.getAsLong();
  }

  void show(Map<String, String> keys) {
    published = Published.of(bean(), keys);
  }

  NumbersBean bean() {
    NumbersBean bean = new NumbersBean("A table that a Frazil sink commits to");
    for (TableMetric each : METRICS) {
      bean.with(each.attribute(), each.description(), () -> value(each));
    }
    return bean;
  }

  private long value(TableMetric metric) {
    return metric == TableMetric.SINCE_LAST_COMMIT
        ? sinceLastCommit()
        : values.get(metric.ordinal());
  }

  private long sinceLastCommit() {
    long lastMs = values.get(TableMetric.LAST_COMMIT_AT.ordinal());
    return lastMs == 0 ? -1 : Math.max(0, clockMs.getAsLong() - lastMs);
  }

  @Override
  public void close() {
    if (published != null) {
      published.close();
    }
  }
}
