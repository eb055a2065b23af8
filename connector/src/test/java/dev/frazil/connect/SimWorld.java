package dev.frazil.connect;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What all actors of a simulation share. */
final class SimWorld {
  private static final long BEGIN_MS = 1_000_000;
  private static final int LAST_EVENTS = 400;

  final SimDice dice;
  final SimAgenda agenda = new SimAgenda(BEGIN_MS);
  final SimFaults faults;
  final SimTopics topics;
  final SimStore store;
  final SimJudge judge;
  final List<SimGroup> groups = new ArrayList<>();
  private final ArrayDeque<String> trace = new ArrayDeque<>();
  private final boolean tracing;
  SimPlan plan;

  SimWorld(long seed, boolean realCatalog, boolean tracing) {
    this.dice = new SimDice(seed);
    this.tracing = tracing;
    this.plan = SimPlan.draw(dice);
    this.faults = new SimFaults(dice);
    this.topics = new SimTopics(agenda);
    this.store = new SimMemoryStore(dice, faults);
    this.judge = new SimJudge(this);
  }

  /** Remembers what happens, for the case that it ends badly. */
  void trace(Supplier<String> event) {
    if (tracing) {
      if (Boolean.getBoolean("sim.print")) {
        System.out.println(agenda.nowMs() - BEGIN_MS + " ms  " + event.get());
      }
      if (trace.size() == LAST_EVENTS) {
        trace.removeFirst();
      }
      trace.addLast(agenda.nowMs() - BEGIN_MS + " ms  " + event.get());
    }
  }

  List<String> lastEvents() {
    return List.copyOf(trace);
  }
}
