package dev.frazil.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  @Test
  void aCleanRunSaysSo() throws Exception {
    Report report = report(Map.of(), 0, List.of());
    assertThat(report.isClean()).isTrue();
    assertThat(report.text())
        .contains(
            "Chaos: frazil, seed 7, 60 s, 10 events sent (1 unsure), 8 rows, 3 dead letters (1"
                + " events more than once)",
            "  lost           0",
            "Done: {kill=2}",
            "Faults before the catalog: {lie-conflict=4}, of 100 requests",
            "Commits to the busiest table: 20; longest time without: 6.5 s, with kill, freeze",
            "Verify: silver.events_views proven",
            "Clean.");
    JsonNode json = new ObjectMapper().readTree(report.json());
    assertThat(json.path("clean").asBoolean()).isTrue();
    assertThat(json.path("lost").asInt()).isZero();
    assertThat(json.path("catalog_faults").path("lie-conflict").asInt()).isEqualTo(4);
  }

  @Test
  void eachKindOfTroubleAloneMakesItNotClean() {
    for (Harm harm : Harm.values()) {
      Report harmed = report(Map.of(harm, 1), 0, List.of());
      assertThat(harmed.isClean()).as("%s", harm).isFalse();
      assertThat(harmed.text()).contains("NOT CLEAN.", "  %-14s 1".formatted(harm.label()));
    }
    assertThat(report(Map.of(), 1, List.of()).isClean()).isFalse();
    assertThat(report(Map.of(), 0, List.of("a file is twice")).isClean()).isFalse();
  }

  private static Report report(Map<Harm, Integer> harms, int taskDeaths, List<String> findings) {
    return new Report(
        Contender.FRAZIL,
        7,
        Duration.ofMinutes(1),
        new Tally(10, 1, 8, 3, 1, 0, harms, List.of()),
        taskDeaths,
        findings,
        Map.of("kill", 2),
        List.of(),
        Map.of(),
        Map.of(Fault.LIE_CONFLICT, 4L),
        100,
        20,
        Duration.ofMillis(6_500),
        List.of("kill", "freeze"),
        List.of("silver.events_views proven"));
  }
}
