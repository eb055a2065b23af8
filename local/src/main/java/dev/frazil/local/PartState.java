package dev.frazil.local;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the state file says about a running part: enough to find exactly this process again. */
record PartState(String name, PartKind kind, long pid, long startedMillis, String address) {
  /** The process, unless it ended; never another one that got the same id. */
  Optional<PartProcess> process() {
    return PartProcess.find(pid, started());
  }

  Instant started() {
    return Instant.ofEpochMilli(startedMillis);
  }

  Duration stopGrace() {
    return kind.stopGrace();
  }
}
