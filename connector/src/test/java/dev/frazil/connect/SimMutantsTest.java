package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of which it is known that the simulation finds them. */
class SimMutantsTest {
  private static final Path CHECKOUT = Path.of("..");

  @Test
  void everyMutantStillApplies() throws IOException {
    List<SimMutant> mutants = SimMutant.all(CHECKOUT);
    for (SimMutant mutant : mutants) {
      assertThat(mutant.source(CHECKOUT)).as(mutant.name()).isNotBlank();
    }
    assertThat(mutants).hasSizeGreaterThan(40);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "swap-not-compared",
        "no-answer-is-success",
        "mismatch-not-discarded",
        "range-ends-late",
        "frontier-off-by-one",
        "retry-lost",
        "hold-forgets",
        "ledger-not-validated",
        "topics-not-confirmed"
      })
  void theSimulationFinds(String name, @TempDir Path directory)
      throws IOException, ReflectiveOperationException {
    SimMutant mutant =
        SimMutant.all(CHECKOUT).stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();
    assertThat(SimMutants.seedsUntilFound(mutant, CHECKOUT, directory)).isPositive();
  }
}
