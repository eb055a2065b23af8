package dev.frazil.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resolves <code>${env:NAME}</code> in the values of a configuration, as the worker does that runs
 * the connector. Other config providers are known to the worker only.
 */
final class EnvironmentReferences {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}:]+):([^}]+)}");

  private final Map<String, String> variables;

  EnvironmentReferences(Map<String, String> variables) {
    this.variables = variables;
  }

  /**
   * The values without references.
   *
   * @throws CommandFailure if a variable is not set, or the reference is of another kind
   */
  Map<String, String> resolved(Map<String, String> config) {
    Map<String, String> resolved = new LinkedHashMap<>();
    config.forEach((key, value) -> resolved.put(key, resolved(key, value)));
    return resolved;
  }

  private String resolved(String key, String value) {
    Matcher matcher = REFERENCE.matcher(value);
    StringBuilder text = new StringBuilder();
    while (matcher.find()) {
      String variable = matcher.group(1).equals("env") ? variables.get(matcher.group(2)) : null;
      if (variable == null) {
        throw new CommandFailure(
            "Cannot resolve %s in %s: %s"
                .formatted(
                    matcher.group(),
                    key,
                    matcher.group(1).equals("env")
                        ? "the variable is not set, and no stack that sets it runs"
                        : "only references to environment variables are known here"));
      }
      matcher.appendReplacement(text, Matcher.quoteReplacement(variable));
    }
    return matcher.appendTail(text).toString();
  }
}
