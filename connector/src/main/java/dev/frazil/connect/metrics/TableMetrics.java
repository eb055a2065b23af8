package dev.frazil.connect.metrics;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Numbers about one table. Thread-safe. */
public final class TableMetrics implements AutoCloseable {
  private final Map<TableMetric, AtomicLong> values;
  private final LongSupplier clockMs;
  private @Nullable Published published;

  TableMetrics(LongSupplier clockMs) {
    Map<TableMetric, AtomicLong> zeros = new EnumMap<>(TableMetric.class);
    for (TableMetric each : TableMetric.values()) {
      zeros.put(each, new AtomicLong());
    }
    this.values = Collections.unmodifiableMap(zeros);
    this.clockMs = clockMs;
    set(TableMetric.LOW_WATERMARK, -1);
  }

  public void add(TableMetric metric, long more) {
    counter(metric).addAndGet(more);
  }

  public void set(TableMetric metric, long value) {
    counter(metric).set(value);
  }

  /** A commit has succeeded that took so long. */
  public void committed(long tookMs) {
    add(TableMetric.COMMITS, 1);
    add(TableMetric.COMMIT_MS_TOTAL, tookMs);
    set(TableMetric.COMMIT_MS_LAST, tookMs);
    counter(TableMetric.COMMIT_MS_MAX).accumulateAndGet(tookMs, Math::max);
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
    for (TableMetric each : TableMetric.values()) {
      bean.with(each.attribute(), each.description(), () -> value(each));
    }
    return bean;
  }

  private long value(TableMetric metric) {
    return metric == TableMetric.SINCE_LAST_COMMIT ? sinceLastCommit() : counter(metric).get();
  }

  private AtomicLong counter(TableMetric metric) {
    return Objects.requireNonNull(values.get(metric));
  }

  private long sinceLastCommit() {
    long lastMs = counter(TableMetric.LAST_COMMIT_AT).get();
    return lastMs == 0 ? -1 : Math.max(0, clockMs.getAsLong() - lastMs);
  }

  @Override
  public void close() {
    if (published != null) {
      published.close();
    }
  }
}
