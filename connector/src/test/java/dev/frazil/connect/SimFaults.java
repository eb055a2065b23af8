package dev.frazil.connect;

import dev.frazil.connect.commit.LedgerTable;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.exceptions.ServiceFailureException;

/** How often what goes wrong, out of a thousand times; nothing any more once all is healed. */
final class SimFaults {
  /** What can go wrong. */
  enum Fault {
    VIEW_FAILS,
    LOAD_FAILS,
    BROKER_FAILS,
    /** Nothing was committed, and the answer says so. */
    CONFLICT,
    /** All was committed, but the answer says that nothing was. */
    APPLIED_BUT_CONFLICT,
    /** All was committed, but the answer got lost. */
    APPLIED_BUT_LOST,
    /** Nothing was committed, and there was no answer. */
    LOST,
    /** There was no answer, and the request is still under way. */
    LATE,
    IO_FAILED,
    WRITE_FAILS,
    COMPLETE_FAILS,
    /** Others do something while a request to the catalog is under way. */
    SLOW,
    /** It takes so long that the group may lose patience. */
    STUCK,
    DEAD_LETTER_LATE,
    DEAD_LETTER_FAILS,
    OFFSETS_LOST
  }

  private static final Set<Fault> OF_APPEND = EnumSet.range(Fault.CONFLICT, Fault.IO_FAILED);

  private final SimDice dice;
  private final Map<Fault, Integer> rates = new EnumMap<>(Fault.class);
  private boolean healed;

  /** Some faults are frequent, most are not there: histories that differ find more. */
  SimFaults(SimDice dice) {
    this.dice = dice;
    int most = dice.oneOf(List.of(0, 60, 250));
    for (Fault fault : Fault.values()) {
      int drawn = most > 0 && dice.perMille(350) ? dice.between(1, most) : 0;
      int limit =
          switch (fault) {
            case DEAD_LETTER_FAILS -> 30;
            case STUCK -> 50;
            default -> most;
          };
      rates.put(fault, Math.min(drawn, limit));
    }
  }

  void heal() {
    healed = true;
  }

  boolean happens(Fault fault) {
    return !healed && dice.perMille(Objects.requireNonNull(rates.get(fault)));
  }

  void brokerMayFail() {
    if (happens(Fault.BROKER_FAILS)) {
      throw SimTopics.down();
    }
  }

  void viewMayFail() {
    if (happens(Fault.VIEW_FAILS)) {
      throw new ServiceFailureException("the catalog is down");
    }
  }

  void loadMayFail() {
    if (happens(Fault.LOAD_FAILS)) {
      throw new ServiceFailureException("the catalog is down");
    }
  }

  /** A real file cannot be written. */
  void fileMayFail() {
    if (happens(Fault.WRITE_FAILS)) {
      throw new RuntimeIOException("no space left");
    }
  }

  /** Milliseconds that a request takes. */
  int latencyMs() {
    if (healed) {
      return 1;
    }
    if (happens(Fault.STUCK)) {
      return dice.between(5_000, 30_000);
    }
    return happens(Fault.SLOW) ? dice.between(1, 500) : dice.below(3);
  }

  /** What goes wrong in an {@link LedgerTable#append}; null for nothing. */
  @org.jspecify.annotations.Nullable
  Fault ofAppend() {
    for (Fault fault : OF_APPEND) {
      if (happens(fault)) {
        return fault;
      }
    }
    return null;
  }
}
