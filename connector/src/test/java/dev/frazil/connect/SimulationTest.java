package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The product keeps its promises in every history that is drawn. */
class SimulationTest {
  private static final long BASE_SEED = 20_260_000;
  private static final int THREADS = 2;

  @Test
  void keepsItsPromisesOnSimulatedTables() throws InterruptedException {
    requireNoViolation(new SimCampaign(SimSeed.Tables.SIMULATED, BASE_SEED, 20_000, THREADS));
  }

  @Test
  void keepsItsPromisesOnIceberg() throws InterruptedException {
    requireNoViolation(new SimCampaign(SimSeed.Tables.ICEBERG, BASE_SEED, 200, THREADS));
  }

  private static void requireNoViolation(SimCampaign campaign) throws InterruptedException {
    SimCampaign.Outcome outcome = campaign.run(done -> {});
    System.out.printf(
        "Simulation on %s: seeds %d to %d, %.0f schedules a second%n",
        campaign.tables(),
        campaign.from(),
        campaign.from() + outcome.run() - 1,
        outcome.perSecond());
    assertThat(outcome.failed())
        .as(
            () ->
                outcome.failed().stream()
                    .limit(1)
                    .map(seed -> Simulation.report(seed).text())
                    .collect(Collectors.joining()))
        .isEmpty();
    assertThat(outcome.run()).isEqualTo(campaign.seeds());
  }
}
