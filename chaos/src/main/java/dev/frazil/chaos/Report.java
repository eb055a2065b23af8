package dev.frazil.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a run showed.
 *
 * @param contender whose sink
 * @param seed what it was drawn from
 * @param length how long things happened
 * @param tally what became of the events
 * @param taskDeaths tasks that failed and should have lived
 * @param findings all else that must not be
 * @param actions what happened how often
 * @param failedActions what was drawn and could not be done
 * @param storeFaults what the proxy before the store did how often
 * @param catalogFaults what the proxy before the catalog did how often
 * @param requests requests through both proxies
 * @param commits snapshots of the busiest table that the sink made
 * @param longestGap the longest time without one
 * @param gapDuring what was done meanwhile
 * @param proofs what the verification of each table said
 */
record Report(
    Contender contender,
    long seed,
    Duration length,
    Tally tally,
    int taskDeaths,
    List<String> findings,
    Map<String, Integer> actions,
    List<String> failedActions,
    Map<Fault, Long> storeFaults,
    Map<Fault, Long> catalogFaults,
    long requests,
    long commits,
    Duration longestGap,
    List<String> gapDuring,
    List<String> proofs) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Whether nothing is wrong. */
  boolean isClean() {
    return tally.isClean() && taskDeaths == 0 && findings.isEmpty();
  }

  List<String> text() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Chaos: %s, seed %d, %d s, %d events sent (%d unsure), %d rows, %d dead letters (%d events more than once)"
            .formatted(
                contender.name().toLowerCase(Locale.ROOT),
                seed,
                length.toSeconds(),
                tally.sent(),
                tally.unsure(),
                tally.rows(),
                tally.letters(),
                tally.doubleLetters()));
    for (Harm harm : Harm.values()) {
      lines.add("  %-14s %d".formatted(harm.label(), tally.count(harm)));
    }
    lines.add("  %-14s %d".formatted("task deaths", taskDeaths));
    lines.add("  %-14s %d".formatted("other findings", findings.size()));
    lines.add("  %-14s %d".formatted("gone, allowed", tally.goneAsAllowed()));
    lines.add("Done: " + actions);
    lines.add("Could not be done: " + failedActions);
    lines.add("Faults before the store: " + labelled(storeFaults));
    lines.add(
        "Faults before the catalog: "
            + labelled(catalogFaults)
            + ", of %d requests".formatted(requests));
    lines.add(
        "Commits to the busiest table: %d; longest time without: %.1f s, with %s"
            .formatted(
                commits,
                longestGap.toMillis() / 1000.0,
                gapDuring.isEmpty() ? "nothing" : String.join(", ", gapDuring)));
    proofs.forEach(proof -> lines.add("Verify: " + proof));
    findings.forEach(finding -> lines.add("Finding: " + finding));
    tally.examples().forEach(example -> lines.add("  " + example));
    lines.add(isClean() ? "Clean." : "NOT CLEAN.");
    return lines;
  }

  String json() {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("contender", contender.name().toLowerCase(Locale.ROOT));
    out.put("seed", seed);
    out.put("seconds", length.toSeconds());
    out.put("clean", isClean());
    out.put("sent", tally.sent());
    out.put("unsure", tally.unsure());
    out.put("rows", tally.rows());
    out.put("letters", tally.letters());
    out.put("double_letters", tally.doubleLetters());
    out.put("gone_as_allowed", tally.goneAsAllowed());
    for (Harm harm : Harm.values()) {
      out.put(harm.label().replace('-', '_'), tally.count(harm));
    }
    out.put("task_deaths", taskDeaths);
    out.put("findings", findings);
    out.put("actions", actions);
    out.put("failed_actions", failedActions);
    out.put("store_faults", labelled(storeFaults));
    out.put("catalog_faults", labelled(catalogFaults));
    out.put("requests", requests);
    out.put("commits", commits);
    out.put("longest_gap_ms", longestGap.toMillis());
    out.put("longest_gap_during", gapDuring);
    out.put("proofs", proofs);
    out.put("examples", tally.examples());
    try {
      return JSON.writeValueAsString(out);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write the report", e);
    }
  }

  private static Map<String, Long> labelled(Map<Fault, Long> faults) {
    Map<String, Long> labelled = new LinkedHashMap<>();
    faults.forEach((fault, count) -> labelled.put(fault.label(), count));
    return labelled;
  }
}
