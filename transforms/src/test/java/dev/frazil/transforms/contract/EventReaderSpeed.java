package dev.frazil.transforms.contract;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;

/**
 * Measures what a view event costs from bytes to typed value, with all rules of the shipped
 * contract on. Run it from the module's directory on its test class path; it prints CPU nanoseconds
 * and allocated bytes per event, best and median of its rounds.
 */
public final class EventReaderSpeed {
  private static final int EVENTS = 20_000;
  private static final int PASSES = 50;
  private static final int ROUNDS = 15;

  private EventReaderSpeed() {}

  public static void main(String[] args) {
    EventContract contract = EventContract.compile(ContractFiles.read("events_views"));
    EventReader reader = contract.reader(1 << 20);
    byte[][] events = events();
    double[] nanos = new double[ROUNDS];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytes = 0;
    // Kept like a batch of Connect, so that the compiler cannot leave the objects out.
    EventOutcome[] batch = new EventOutcome[500];
    for (int round = 0; round < ROUNDS; round++) {
      long allocated = threads.getCurrentThreadAllocatedBytes();
      long begin = threads.getCurrentThreadCpuTime();
      long sum = 0;
      for (int pass = 0; pass < PASSES; pass++) {
        sum += pass(reader, events, batch);
      }
      nanos[round] = (threads.getCurrentThreadCpuTime() - begin) / (double) (PASSES * EVENTS);
      bytes = (threads.getCurrentThreadAllocatedBytes() - allocated) / (PASSES * EVENTS);
      if (sum != (long) PASSES * EVENTS * (EVENTS - 1) / 2) {
        throw new IllegalStateException("Cannot trust the measure: user ids add up to " + sum);
      }
    }
    Arrays.sort(nanos);
    System.out.printf(
        "view event of %d bytes: %.0f ns best, %.0f ns median, %d bytes allocated%n",
        events[0].length, nanos[0], nanos[ROUNDS / 2], bytes);
  }

  private static long pass(EventReader reader, byte[][] events, EventOutcome[] batch) {
    long sum = 0;
    for (int i = 0; i < events.length; i++) {
      EventOutcome outcome = reader.read(events[i]);
      batch[i % batch.length] = outcome;
      if (!(outcome instanceof EventStruct struct)) {
        throw new IllegalStateException("Cannot trust the measure: an event was rejected");
      }
      sum += struct.longAt(2);
    }
    return sum;
  }

  private static byte[][] events() {
    Random random = new Random(1);
    byte[][] events = new byte[EVENTS][];
    for (int i = 0; i < EVENTS; i++) {
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
