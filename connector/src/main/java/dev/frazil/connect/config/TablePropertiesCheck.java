package dev.frazil.connect.config;

import dev.frazil.tables.TablePropertyRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.TableProperties;

/** Table properties do not ask for what the writers do not write. */
final class TablePropertiesCheck implements ConfigCheck {

  private static final String LOCATION_PROVIDER = TableProperties.WRITE_LOCATION_PROVIDER_IMPL;

  /** Where properties of created tables come from; the catalog has two of its own. */
  private static final List<String> OF_CREATED =
      List.of(
          TablesConfig.AUTO_CREATE_PROPERTIES,
          CatalogConfig.PREFIX + CatalogProperties.TABLE_DEFAULT_PREFIX,
          CatalogConfig.PREFIX + CatalogProperties.TABLE_OVERRIDE_PREFIX);

  @Override
  public List<ConfigProblem> problems(Map<String, String> config) {
    List<ConfigProblem> problems = new ArrayList<>();
    for (String prefix : OF_CREATED) {
      Map<String, String> properties = ParsedConfig.withPrefix(config, prefix);
      add(TablePropertyRules.tableViolations(withCodec(properties)), prefix, problems);
    }
    locationProvider(config, problems);
    add(
        TablePropertyRules.fileViolations(
            ParsedConfig.withPrefix(config, TablesConfig.WRITE_PROPERTIES)),
        TablesConfig.WRITE_PROPERTIES,
        problems);
    return problems;
  }

  private static void add(
      Map<String, String> violations, String prefix, List<ConfigProblem> problems) {
    violations.forEach((name, message) -> problems.add(new ConfigProblem(prefix + name, message)));
  }

  /** The properties with the codec that a created table gets when none is given. */
  private static Map<String, String> withCodec(Map<String, String> properties) {
    Map<String, String> completed = new HashMap<>(properties);
    completed.putIfAbsent(
        TableProperties.PARQUET_COMPRESSION,
        TableProperties.PARQUET_COMPRESSION_DEFAULT_SINCE_1_4_0);
    return completed;
  }

  /** It would be loaded; for the catalog's own two prefixes its policy says the same. */
  private static void locationProvider(Map<String, String> config, List<ConfigProblem> problems) {
    String key = TablesConfig.AUTO_CREATE_PROPERTIES + LOCATION_PROVIDER;
    String provider = config.get(key);
    if (provider != null && !SecurityConfig.policy(config).extraClasses().contains(provider)) {
      problems.add(
          new ConfigProblem(
              key,
              "Invalid "
                  + LOCATION_PROVIDER
                  + ": "
                  + provider
                  + " (expected a class that "
                  + SecurityConfig.ALLOWED_CLASSES
                  + " names)"));
    }
  }
}
