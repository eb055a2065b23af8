package dev.frazil.connect.config;

import dev.frazil.tables.TablePropertyRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.TableProperties;

/** Table properties do not ask for what the writers do not write. */
final class TablePropertiesCheck implements ConfigCheck {

  private static final String LOCATION_PROVIDER = TableProperties.WRITE_LOCATION_PROVIDER_IMPL;

  @Override
  public List<ConfigProblem> problems(Map<String, String> config) {
    List<ConfigProblem> problems = new ArrayList<>();
    Map<String, String> created =
        ParsedConfig.withPrefix(config, TablesConfig.AUTO_CREATE_PROPERTIES);
    Map<String, String> completed = new HashMap<>(created);
    completed.putIfAbsent(
        TableProperties.PARQUET_COMPRESSION,
        TableProperties.PARQUET_COMPRESSION_DEFAULT_SINCE_1_4_0);
    TablePropertyRules.tableViolations(completed)
        .forEach((name, message) -> problems.add(ofCreated(name, message)));
    String provider = created.get(LOCATION_PROVIDER);
    if (provider != null && !SecurityConfig.policy(config).extraClasses().contains(provider)) {
      problems.add(ofCreated(LOCATION_PROVIDER, unknownClass(provider)));
    }
    TablePropertyRules.fileViolations(
            ParsedConfig.withPrefix(config, TablesConfig.WRITE_PROPERTIES))
        .forEach(
            (name, message) ->
                problems.add(new ConfigProblem(TablesConfig.WRITE_PROPERTIES + name, message)));
    return problems;
  }

  private static ConfigProblem ofCreated(String name, String message) {
    return new ConfigProblem(TablesConfig.AUTO_CREATE_PROPERTIES + name, message);
  }

  private static String unknownClass(String provider) {
    return "Invalid "
        + LOCATION_PROVIDER
        + ": "
        + provider
        + " (expected a class that "
        + SecurityConfig.ALLOWED_CLASSES
        + " names)";
  }
}
