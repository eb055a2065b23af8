package dev.frazil.bench.event;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;

/** View events of 215 bytes, always the same. */
final class ViewEvents {
  private ViewEvents() {}

  static byte[][] of(int count) {
    Random random = new Random(1);
    byte[][] events = new byte[count][];
    for (int i = 0; i < count; i++) {
      String text =
          "{\"event_id\":\""
              + new UUID(random.nextLong(), random.nextLong())
              + "\",\"event_type\":\"view\",\"event_ts\":\"2025-10-25T14:03:"
              + (10 + i % 50)
              + ".123456Z\",\"user_id\":"
              + i
              + ",\"movie_id\":"
              + random.nextInt(10_000)
              + ",\"session_id\":\""
              + new UUID(random.nextLong(), random.nextLong())
              + "\",\"device_type\":\"mobile\"}";
      events[i] = text.getBytes(StandardCharsets.UTF_8);
    }
    return events;
  }
}
