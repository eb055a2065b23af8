package dev.frazil.local;

import java.util.Map;
import java.util.TreeMap;

/**
 * How the broker runs.
 *
 * @param heapMegabytes largest heap, in MiB
 * @param properties broker properties that win over the stack's own
 */
public record BrokerOptions(int heapMegabytes, Map<String, String> properties) {
  public BrokerOptions {
    if (heapMegabytes < 64) {
      throw new IllegalArgumentException(
          "Invalid heap: " + heapMegabytes + " MiB (expected at least 64)");
    }
    properties = Map.copyOf(properties);
  }

  public static BrokerOptions defaults() {
    return new BrokerOptions(384, Map.of());
  }

  public BrokerOptions withHeapMegabytes(int megabytes) {
    return new BrokerOptions(megabytes, properties);
  }

  public BrokerOptions withProperty(String key, String value) {
    Map<String, String> more = new TreeMap<>(properties);
    more.put(key, value);
    return new BrokerOptions(heapMegabytes, more);
  }
}
