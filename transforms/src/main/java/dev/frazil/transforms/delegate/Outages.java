package dev.frazil.transforms.delegate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for a little while what the registry did not give: asking takes its time, and a batch
 * has thousands of values. While it cannot be reached nothing is asked for, but the schemas that
 * the converter has read before: it keeps these, and needs no registry for them. What it keeps may
 * depend on the topic too. One thread.
 */
public final class Outages {
  private static final long SHORTEST_NANOS = 2_000_000_000L;
  private static final long LONGEST_NANOS = 60_000_000_000L;
  private static final int MOST = 1_000;

  private final LongSupplier nanoTime;
  private final Map<SchemaOfTopic, Outage> bySchema = new HashMap<>();
  private final Set<SchemaOfTopic> known = new HashSet<>();
  private @Nullable Outage ofRegistry;
  private SchemaOfTopic latest = new SchemaOfTopic("", 0);
  private long askedNanos;

  /**
   * None so far.
   *
   * @param nanoTime the clock, such as {@link System#nanoTime}
   */
  public Outages(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * What stood in the way of this schema a moment ago; null when the converter is to be asked,
   * which is to happen now.
   */
  public @Nullable String recent(String topic, int schemaId) {
    long nowNanos = nanoTime.getAsLong();
    if (ofRegistry != null && !ofRegistry.lastsAt(nowNanos)) {
      ofRegistry = null;
    }
    if (ofRegistry != null || !bySchema.isEmpty()) {
      SchemaOfTopic schema = new SchemaOfTopic(topic, schemaId);
      Outage outage = bySchema.get(schema);
      if (outage != null && outage.lastsAt(nowNanos)) {
        return outage.obstacle;
      } else if (ofRegistry != null && !known.contains(schema)) {
        return ofRegistry.obstacle;
      }
    }
    askedNanos = nowNanos;
    return null;
  }

  /** The converter has just read a value of this schema. */
  public void read(String topic, int schemaId) {
    if (!latest.is(topic, schemaId)) {
      latest = new SchemaOfTopic(topic, schemaId);
      known.add(latest);
      bySchema.remove(latest);
    }
  }

  /** The registry has just answered something else than this schema. */
  public void ofSchema(String topic, int schemaId, String obstacle) {
    remember(
        new SchemaOfTopic(topic, schemaId),
        new Outage(nanoTime.getAsLong(), SHORTEST_NANOS, obstacle));
  }

  /**
   * The registry has just not been reached, for this schema, which the converter therefore does not
   * know, or no longer. None that it does not know is asked for until as much time has passed as
   * was waited for this one, and this one not for twice that, so that the next is another.
   */
  public void ofRegistry(String topic, int schemaId, String obstacle) {
    SchemaOfTopic schema = new SchemaOfTopic(topic, schemaId);
    long nowNanos = nanoTime.getAsLong();
    long lastingNanos = Math.min(LONGEST_NANOS, Math.max(SHORTEST_NANOS, nowNanos - askedNanos));
    ofRegistry = new Outage(nowNanos, lastingNanos, obstacle);
    remember(schema, new Outage(nowNanos, 2 * lastingNanos, obstacle));
  }

  private void remember(SchemaOfTopic schema, Outage outage) {
    known.remove(schema);
    latest = new SchemaOfTopic("", 0);
    if (bySchema.size() >= MOST) {
      bySchema.clear();
    }
    bySchema.put(schema, outage);
  }

  private record SchemaOfTopic(String topic, int id) {
    boolean is(String otherTopic, int otherId) {
      return id == otherId && topic.equals(otherTopic);
    }
  }

  private record Outage(long sinceNanos, long lastingNanos, String obstacle) {
    boolean lastsAt(long nowNanos) {
      return nowNanos - sinceNanos < lastingNanos;
    }
  }
}
