package dev.frazil.connect.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Table properties do not ask for a format that the writers do not write. */
final class TablePropertiesCheck implements ConfigCheck {

  private static final String FORMAT_VERSION = "format-version";
  private static final Set<String> FORMAT_VERSIONS = Set.of("2", "3");
  private static final String FILE_FORMAT = "write.format.default";

  @Override
  public List<ConfigProblem> problems(Map<String, String> config) {
    List<ConfigProblem> problems = new ArrayList<>();
    String version = config.get(TablesConfig.AUTO_CREATE_PROPERTIES + FORMAT_VERSION);
    if (version != null && !FORMAT_VERSIONS.contains(version)) {
      problems.add(
          new ConfigProblem(
              TablesConfig.AUTO_CREATE_PROPERTIES + FORMAT_VERSION,
              "Invalid " + FORMAT_VERSION + ": " + version + " (expected 2 or 3)"));
    }
    for (String prefix :
        List.of(TablesConfig.AUTO_CREATE_PROPERTIES, TablesConfig.WRITE_PROPERTIES)) {
      String format = config.get(prefix + FILE_FORMAT);
      if (format != null && !format.equalsIgnoreCase("parquet")) {
        problems.add(
            new ConfigProblem(
                prefix + FILE_FORMAT,
                "Invalid " + FILE_FORMAT + ": " + format + " (expected parquet)"));
      }
    }
    return problems;
  }
}
