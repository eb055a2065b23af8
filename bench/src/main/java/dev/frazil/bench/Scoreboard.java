package dev.frazil.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** All measurements, as a table for people and as a verdict. */
final class Scoreboard {
  /** CPU microseconds per event that are good enough whatever the others take. */
  static final double ENOUGH_MICROS = 4.0;

  /** Or this part of what the Apache sink takes. */
  static final double ENOUGH_OF_APACHE = 0.5;

  private static final String HEADER =
      "contender   round  CPU us/event = task +   gc +  jit + other   events/s   file MB  files "
          + " commits";

  private final List<Measurement> measurements = new ArrayList<>();

  void add(Measurement measurement) {
    measurements.add(measurement);
  }

  static String header() {
    return HEADER;
  }

  static String line(Measurement m) {
    return String.format(
        Locale.ROOT,
        "%-10s %6s  %12.2f   %4.2f   %4.2f   %4.2f   %5.2f %10.0f %9.1f %6d %8d",
        m.run().contender().label(),
        m.run().label(),
        m.cpuMicrosPerEvent(),
        m.cpuMicrosPerEvent(ThreadKind.TASK),
        m.cpuMicrosPerEvent(ThreadKind.COLLECTOR),
        m.cpuMicrosPerEvent(ThreadKind.COMPILER),
        m.cpuMicrosPerEvent(ThreadKind.OTHER),
        m.eventsPerSecond(),
        m.table().bytes() / 1e6,
        m.table().files(),
        m.table().snapshots());
  }

  /** Medians of the warm runs and their ratios, one line each. */
  List<String> summary() {
    List<String> lines = new ArrayList<>();
    for (Contender contender : Contender.values()) {
      medianMicros(contender)
          .ifPresent(
              micros ->
                  lines.add(
                      String.format(
                          Locale.ROOT,
                          "median of warm runs %-8s %6.2f CPU us/event%s",
                          contender.label(),
                          micros,
                          ratios(micros))));
    }
    return lines;
  }

  /**
   * Whether ours is cheap enough: by itself, or against the Apache sink where that one ran too. Not
   * when ours did not run.
   */
  boolean targetMet() {
    OptionalDouble ours = medianMicros(Contender.FRAZIL);
    OptionalDouble apache = medianMicros(Contender.APACHE);
    return ours.isPresent()
        && (ours.getAsDouble() <= ENOUGH_MICROS
            || (apache.isPresent()
                && ours.getAsDouble() <= ENOUGH_OF_APACHE * apache.getAsDouble()));
  }

  /** Of the warm runs: the first one, cold, counts only where there is no other. */
  OptionalDouble medianMicros(Contender contender) {
    double[] inOrder =
        measurements.stream()
            .filter(measurement -> measurement.run().contender() == contender)
            .mapToDouble(Measurement::cpuMicrosPerEvent)
            .toArray();
    double[] sorted = Arrays.stream(inOrder).skip(inOrder.length > 1 ? 1 : 0).sorted().toArray();
    if (sorted.length == 0) {
      return OptionalDouble.empty();
    }
    int middle = sorted.length / 2;
    return OptionalDouble.of(
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
  }

  private String ratios(double micros) {
    StringBuilder text = new StringBuilder();
    for (Contender other : List.of(Contender.NOOP, Contender.APACHE)) {
      medianMicros(other)
          .ifPresent(
              theirs ->
                  text.append(
                      String.format(Locale.ROOT, ", %.2f of %s", micros / theirs, other.label())));
    }
    return text.toString();
  }
}
