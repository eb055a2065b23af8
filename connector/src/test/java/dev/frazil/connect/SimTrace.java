package dev.frazil.connect;

import java.util.ArrayDeque;
import java.util.List;

/** The last things that happened in a simulation, if somebody wants to know. */
final class SimTrace {
  /** Remembers nothing. */
  static final SimTrace OFF = new SimTrace(0);

  private static final int LAST_EVENTS = 120;

  private final int most;
  private final ArrayDeque<String> events = new ArrayDeque<>();

  private SimTrace(int most) {
    this.most = most;
  }

  static SimTrace on() {
    return new SimTrace(LAST_EVENTS);
  }

  boolean isOn() {
    return most > 0;
  }

  void add(long atMs, String event) {
    if (events.size() == most) {
      events.removeFirst();
    }
    events.addLast(atMs + " ms  " + event);
  }

  List<String> lastEvents() {
    return List.copyOf(events);
  }
}
