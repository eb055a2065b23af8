package dev.frazil.transforms.delegate;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for a little while which schemas the registry did not give: asking takes its time, and
 * a batch has thousands of values. One thread.
 */
public final class Outages {
  private static final long LASTING_NANOS = 2_000_000_000L;
  private static final int MOST = 1_000;

  private final LongSupplier nanoTime;
  private final Map<Integer, Outage> bySchema = new HashMap<>();

  /**
   * None so far.
   *
   * @param nanoTime the clock, such as {@link System#nanoTime}
   */
  public Outages(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** What stood in the way of this schema a moment ago; null when it is to be asked for. */
  public @Nullable String recent(int schemaId) {
    Outage outage = bySchema.get(schemaId);
    return outage == null || nanoTime.getAsLong() - outage.sinceNanos >= LASTING_NANOS
        ? null
        : outage.obstacle;
  }

  /** The registry has just not given this schema. */
  public void remember(int schemaId, String obstacle) {
    if (bySchema.size() >= MOST) {
      bySchema.clear();
    }
    bySchema.put(schemaId, new Outage(nanoTime.getAsLong(), obstacle));
  }

  private record Outage(long sinceNanos, String obstacle) {}
}
