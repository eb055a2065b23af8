package dev.frazil.bench;

import java.util.List;

/** The garbage collector of a Connect worker, with the flags that go with it. */
enum Collector {
  SERIAL("-XX:+UseSerialGC"),
  PARALLEL("-XX:+UseParallelGC"),
  /** As the start script of Kafka Connect sets it. */
  G1(
      "-XX:+UseG1GC -XX:MaxGCPauseMillis=20 -XX:InitiatingHeapOccupancyPercent=35"
          + " -XX:+ExplicitGCInvokesConcurrent");

  private final String flags;

  Collector(String flags) {
    this.flags = flags;
  }

  List<String> flags() {
    return List.of(flags.split(" ", -1));
  }
}
