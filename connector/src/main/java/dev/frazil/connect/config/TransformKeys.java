package dev.frazil.connect.config;

import dev.frazil.tables.ClosestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigDef;

/** Finds keys of our own transforms that mean nothing; Connect passes them on unseen. */
final class TransformKeys implements ConfigCheck {

  /** What Connect itself has among the keys of a transform. */
  private static final Set<String> KEYS_OF_CONNECT =
      Set.of("type", "predicate", "negate", "plugin.version");

  @Override
  public List<ConfigProblem> problems(Map<String, String> config) {
    List<ConfigProblem> problems = new ArrayList<>();
    for (TransformStep step : TransformStep.all(config)) {
      step.ourOptions().ifPresent(options -> unknown(step, options, problems));
    }
    return problems;
  }

  private static void unknown(TransformStep step, ConfigDef options, List<ConfigProblem> problems) {
    Set<String> known = new TreeSet<>(options.names());
    known.addAll(KEYS_OF_CONNECT);
    for (String option : new TreeSet<>(step.options().keySet())) {
      if (!known.contains(option)) {
        String expected =
            ClosestName.to(option, known)
                .map(name -> "did you mean " + step.key(name) + "?")
                .orElse("expected one of " + String.join(", ", new TreeSet<>(options.names())));
        problems.add(
            new ConfigProblem(
                step.key(option), "Invalid key: " + step.key(option) + " (" + expected + ")"));
      }
    }
  }
}
