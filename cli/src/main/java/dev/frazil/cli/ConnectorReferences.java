package dev.frazil.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the references in a connector's configuration, as the worker of {@code
 * config/worker.properties} does: <code>${env:NAME}</code>, <code>${dir:DIRECTORY:FILE}</code>,
 * which is the text of a file, and <code>${file:FILE:KEY}</code>, which is a value of a properties
 * file. Paths that are not absolute begin at the checkout, the directory that {@code ./frazil up}
 * starts the worker in, wherever the command was called. Other config providers are known to the
 * worker only.
 */
final class ConnectorReferences {
  /** Connect's form: a provider, a path that may be absent, and a key. */
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*?):(([^}]*?):)?([^}]*?)}");

  private final Map<String, String> variables;
  private final Path home;

  /**
   * References that are resolved by this environment and these files.
   *
   * @param variables of the environment, by name
   * @param home where paths begin that are not absolute
   */
  ConnectorReferences(Map<String, String> variables, Path home) {
    this.variables = variables;
    this.home = home;
  }

  /**
   * A connector's configuration without references.
   *
   * @throws CommandFailure if one cannot be resolved
   */
  Map<String, String> resolved(ConnectorFile file) {
    return resolved(file.config());
  }

  /**
   * The values without references.
   *
   * @throws CommandFailure if one cannot be resolved
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
      String path = matcher.group(3) == null ? "" : matcher.group(3);
      Target target = new Target(key, matcher.group(), path, matcher.group(4));
      String found =
          switch (matcher.group(1)) {
            case "env" -> variable(target);
            case "dir" -> text(target);
            case "file" -> property(target);
            default ->
                throw target.unresolved(
                    "the provider "
                        + matcher.group(1)
                        + " is not known here (expected env, dir or file)");
          };
      matcher.appendReplacement(text, Matcher.quoteReplacement(found));
    }
    return matcher.appendTail(text).toString();
  }

  private String variable(Target target) {
    String value = target.path().isEmpty() ? variables.get(target.name()) : null;
    if (value == null) {
      throw target.unresolved("the variable is not set, and no stack that sets it runs");
    }
    return value;
  }

  private String text(Target target) {
    Path directory = path(target);
    if (!Files.isDirectory(directory)) {
      throw target.unresolved("there is no directory " + Home.shown(directory));
    }
    String text = asked(new DirectoryConfigProvider(), directory, target);
    if (text == null) {
      throw target.unresolved("there is no file " + target.name() + " in " + Home.shown(directory));
    }
    return text;
  }

  private String property(Target target) {
    Path file = path(target);
    if (!Files.isRegularFile(file)) {
      throw target.unresolved("there is no file " + Home.shown(file));
    }
    String value = asked(new FileConfigProvider(), file, target);
    if (value == null) {
      throw target.unresolved(Home.shown(file) + " has no " + target.name());
    }
    return value;
  }

  private Path path(Target target) {
    if (target.path().isEmpty()) {
      throw target.unresolved("it names no path (expected provider, path and key)");
    }
    try {
      return home.resolve(target.path());
    } catch (InvalidPathException e) {
      throw target.unresolved("its path is none: " + e.getReason());
    }
  }

  private static @Nullable String asked(ConfigProvider provider, Path path, Target target) {
    try {
      provider.configure(Map.of());
      return provider.get(path.toString(), Set.of(target.name())).data().get(target.name());
    } catch (ConfigException e) {
      throw target.unresolved(Home.shown(path) + " cannot be read");
    }
  }

  /** What a reference points at, and where it stands. */
  private record Target(String key, String reference, String path, String name) {
    CommandFailure unresolved(String reason) {
      return new CommandFailure("Cannot resolve %s in %s: %s".formatted(reference, key, reason));
    }
  }
}
