package dev.frazil.connect.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds references to config providers that Connect left as they were. */
final class UnresolvedReferences implements ConfigCheck {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}:]+:[^}]+}");

  @Override
  public List<ConfigProblem> problems(Map<String, String> config) {
    List<ConfigProblem> problems = new ArrayList<>();
    new TreeMap<>(config)
        .forEach(
            (key, value) -> {
              Matcher reference = REFERENCE.matcher(value);
              if (key.startsWith("iceberg.") && reference.find()) {
                problems.add(
                    new ConfigProblem(
                        key,
                        "Cannot resolve "
                            + reference.group()
                            + ": the worker has no such config provider, path or key"));
              }
            });
    return problems;
  }
}
