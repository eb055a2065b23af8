package dev.frazil.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PartStateTest {
  private final ProcessHandle self = ProcessHandle.current();
  private final Instant started = self.info().startInstant().orElseThrow();

  @Test
  void aProcessIsFoundByIdAndStart() {
    assertThat(state(self.pid(), started).process().orElseThrow().pid()).isEqualTo(self.pid());
  }

  @Test
  void anotherProcessWithTheSameIdIsNotTakenForThePart() {
    assertThat(state(self.pid(), started.minusSeconds(60)).process()).isEmpty();
    assertThat(state(self.pid(), started.plusSeconds(60)).process()).isEmpty();
  }

  @Test
  void aProcessThatEndedIsNotFound() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    Instant start = ended.info().startInstant().orElse(Instant.now());
    ended.waitFor();
    assertThat(state(ended.pid(), start).process()).isEmpty();
  }

  private static PartState state(long pid, Instant started) {
    return new PartState("kafka", PartKind.KAFKA, pid, started.toEpochMilli(), "127.0.0.1:1");
  }
}
