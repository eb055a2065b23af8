package dev.frazil.connect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What all actors of a simulation share. */
final class SimWorld {
  private static final long BEGIN_MS = 1_000_000;

  final SimDice dice;
  final SimAgenda agenda = new SimAgenda(BEGIN_MS);
  final SimFaults faults;
  final SimTopics topics;
  final SimStore store;
  final SimJudge judge;
  final List<SimGroup> groups = new ArrayList<>();
  private final SimTrace trace;
  SimPlan plan;

  /** The bytes of a record that the dead-letter topic takes. */
  int deadLetterLimit = SimTask.DEAD_LETTER_LIMIT;

  SimWorld(SimSeed seed, SimTrace trace) {
    this.dice = new SimDice(seed.number());
    this.trace = trace;
    this.plan = SimPlan.draw(dice);
    this.faults = new SimFaults(dice);
    this.topics = new SimTopics(agenda);
    this.store =
        switch (seed.tables()) {
          case SIMULATED -> new SimMemoryStore(dice, faults);
          case ICEBERG -> new SimIcebergStore(this);
        };
    this.judge = new SimJudge(this);
  }

  /** Remembers what happens, for the case that it ends badly. */
  void trace(Supplier<String> event) {
    if (trace.isOn()) {
      trace.add(agenda.nowMs() - BEGIN_MS, event.get());
    }
  }
}
