package dev.frazil.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A short run on real parts: workers killed and frozen, rollbacks, liars before store and catalog.
 */
class ChaosTest {
  private static final Path DIRECTORY =
      Path.of("target", "chaos-" + ProcessHandle.current().pid()).toAbsolutePath();

  @Test
  void nothingIsLostOrDoubled() throws Exception {
    ChaosPlan plan =
        new ChaosPlan(
            Duration.ofMinutes(1),
            925,
            Set.of(
                Action.KILL,
                Action.FREEZE,
                Action.STORE_FAULTS,
                Action.CATALOG_FAULTS,
                Action.ROLLBACK,
                Action.TASKS),
            150,
            Contender.FRAZIL,
            ChaosPlan.Deletes.FORBIDDEN,
            DIRECTORY);
    StringWriter screen = new StringWriter();
    Path home = Path.of(System.getProperty("frazil.home"));
    try (Journal journal =
        Journal.open(DIRECTORY.resolve("journal.log"), new PrintWriter(screen, true))) {
      Report report = new ChaosRun(plan, home, journal).report();
      Files.writeString(DIRECTORY.resolve("report.json"), report.json());
      assertThat(report.isClean()).as("%s%n%s", screen, String.join("\n", report.text())).isTrue();
      assertThat(report.actions()).containsKeys("kill", "catalog-faults");
      assertThat(report.tally().rows()).isGreaterThan(2_000);
      assertThat(report.tally().letters()).isPositive();
      assertThat(report.catalogFaults().values().stream().mapToLong(Long::longValue).sum())
          .isPositive();
      assertThat(report.storeFaults().values().stream().mapToLong(Long::longValue).sum())
          .isPositive();
      // Each topic has a table, and one of its dead letters.
      assertThat(report.proofs()).hasSize(6).allMatch(proof -> proof.contains(" proven: "));
    }
  }
}
