package dev.frazil.connect.config;

import dev.frazil.tables.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds references to config providers that Connect left as they were. */
final class UnresolvedReferences implements ConfigCheck {

  @Override
  public List<ConfigProblem> problems(Map<String, String> config) {
    List<ConfigProblem> problems = new ArrayList<>();
    new TreeMap<>(config)
        .forEach(
            (key, value) -> {
              if (key.startsWith("iceberg.")) {
                Reference.in(value)
                    .ifPresent(
                        reference -> problems.add(new ConfigProblem(key, message(reference))));
              }
            });
    return problems;
  }

  private static String message(String reference) {
    return "Cannot resolve " + reference + ": the worker has no such config provider, path or key";
  }
}
