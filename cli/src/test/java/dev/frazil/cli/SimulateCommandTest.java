package dev.frazil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SimulateCommandTest {
  @Test
  void asksForAtLeastOneHistory() {
    Invocation invocation = Invocation.of("simulate", "--seeds", "0");

    assertThat(invocation.exitCode()).isEqualTo(2);
    assertThat(invocation.err())
        .contains("Invalid simulation: 0 seeds on 1 threads (expected 1 or more)");
  }
}
