package dev.frazil.connect.config;

import dev.frazil.tables.ClosestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds keys under {@code iceberg.} that mean nothing, and says which one was probably meant. */
final class UnknownKeys implements ConfigCheck {

  private static final String OURS = "iceberg.";

  private static final List<String> OPEN_PREFIXES =
      List.of(
          CatalogConfig.PREFIX,
          KafkaConfig.PREFIX,
          ApacheSinkKeys.HADOOP_PREFIX,
          TablesConfig.AUTO_CREATE_PROPERTIES,
          TablesConfig.WRITE_PROPERTIES);

  @Override
  public List<ConfigProblem> problems(Map<String, String> config) {
    Set<String> known = known();
    List<ConfigProblem> problems = new ArrayList<>();
    for (String key : new TreeSet<>(config.keySet())) {
      if (key.startsWith(OURS) && !known.contains(key) && !isOpen(key)) {
        problems.add(new ConfigProblem(key, message(key, known)));
      }
    }
    return problems;
  }

  private static Set<String> known() {
    Set<String> known = new TreeSet<>(SinkKeys.definition(Map.of()).names());
    known.addAll(ApacheSinkKeys.names());
    return known;
  }

  private static boolean isOpen(String key) {
    return TableKey.of(key).isPresent()
        || OPEN_PREFIXES.stream()
            .anyMatch(prefix -> key.length() > prefix.length() && key.startsWith(prefix));
  }

  private static String message(String key, Set<String> known) {
    Optional<String> meant = tableOption(key).or(() -> ClosestName.to(key, known));
    return "Invalid key: "
        + key
        + meant.map(name -> " (did you mean " + name + "?)").orElse(" (expected a known key)");
  }

  /** For a key of one table the option is what can be mistyped. */
  private static Optional<String> tableOption(String key) {
    int dot = key.lastIndexOf('.');
    if (!key.startsWith(TableKey.PREFIX) || dot <= TableKey.PREFIX.length()) {
      return Optional.empty();
    }
    return ClosestName.to(key.substring(dot + 1), TableKey.options())
        .map(option -> key.substring(0, dot + 1) + option);
  }
}
