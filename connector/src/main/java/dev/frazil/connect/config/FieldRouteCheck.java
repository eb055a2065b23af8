package dev.frazil.connect.config;

import dev.frazil.transforms.route.NameCharacters;
import dev.frazil.transforms.route.NamePattern;
import dev.frazil.transforms.route.RouteSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Where a field decides which table a record goes to, it is named, and can lead somewhere. */
final class FieldRouteCheck implements ConfigCheck {

  /** Whether records name their tables. */
  static boolean isDynamic(Map<String, String> config) {
    return config.getOrDefault(RoutingConfig.DYNAMIC, "").trim().equalsIgnoreCase("true");
  }

  @Override
  public List<ConfigProblem> problems(Map<String, String> config) {
    List<ConfigProblem> problems = new ArrayList<>();
    String field = config.getOrDefault(RoutingConfig.ROUTE_FIELD, "").trim();
    if (!field.isEmpty()) {
      Complaint.of(() -> RouteSource.field(field))
          .ifPresent(
              message -> problems.add(new ConfigProblem(RoutingConfig.ROUTE_FIELD, message)));
    }
    if (isDynamic(config)) {
      dynamic(field, config, problems);
    } else if (!field.isEmpty()) {
      matching(config, problems);
    }
    patterns(field, config, problems);
    return problems;
  }

  private static void dynamic(
      String field, Map<String, String> config, List<ConfigProblem> problems) {
    if (field.isEmpty()) {
      problems.add(
          new ConfigProblem(
              RoutingConfig.ROUTE_FIELD,
              "Cannot route by what records name: "
                  + RoutingConfig.ROUTE_FIELD
                  + " is not set (expected the field that names the table)"));
    }
    if (!GivenList.of(config, RoutingConfig.TABLES).isEmpty()) {
      problems.add(
          new ConfigProblem(
              RoutingConfig.TABLES,
              "Cannot use "
                  + RoutingConfig.TABLES
                  + " together with "
                  + RoutingConfig.DYNAMIC
                  + "=true (expected one of them)"));
    }
    for (String namespace : GivenList.of(config, RoutingConfig.ALLOWED_NAMESPACES)) {
      if (!canBeNamed(namespace)) {
        problems.add(
            new ConfigProblem(
                RoutingConfig.ALLOWED_NAMESPACES,
                "Invalid namespace: "
                    + namespace
                    + " (expected levels of a-z 0-9 _ -, which is what records can name)"));
      }
    }
  }

  private static boolean canBeNamed(String namespace) {
    return namespace.equals(namespace.toLowerCase(Locale.ROOT))
        && List.of(namespace.split("\\.", -1)).stream()
            .allMatch(level -> !level.isEmpty() && NameCharacters.TABLE.areAll(level));
  }

  private static void matching(Map<String, String> config, List<ConfigProblem> problems) {
    List<String> tables = GivenList.of(config, RoutingConfig.TABLES);
    if (tables.isEmpty()) {
      problems.add(
          new ConfigProblem(
              RoutingConfig.ROUTE_FIELD,
              "Cannot route by a field: there are no tables to choose from (expected "
                  + RoutingConfig.TABLES
                  + ", or "
                  + RoutingConfig.DYNAMIC
                  + "=true)"));
    } else if (tables.stream().map(RoutingConfig::routeRegexKey).noneMatch(config::containsKey)) {
      problems.add(
          new ConfigProblem(
              RoutingConfig.ROUTE_FIELD,
              "Cannot route by a field: no table has a pattern (expected "
                  + RoutingConfig.routeRegexKey(tables.get(0))
                  + ")"));
    }
  }

  private static void patterns(
      String field, Map<String, String> config, List<ConfigProblem> problems) {
    new TreeMap<>(config)
        .forEach(
            (key, regex) -> {
              if (TableKey.of(key)
                  .filter(k -> k.option().equals(RoutingConfig.ROUTE_REGEX_OPTION))
                  .isPresent()) {
                pattern(key, regex, field, config, problems);
              }
            });
  }

  private static void pattern(
      String key,
      String regex,
      String field,
      Map<String, String> config,
      List<ConfigProblem> problems) {
    Complaint.of(() -> NamePattern.of(regex))
        .ifPresent(message -> problems.add(new ConfigProblem(key, message)));
    if (isDynamic(config)) {
      problems.add(
          new ConfigProblem(
              key,
              "Cannot use "
                  + key
                  + ": records name their tables (expected no pattern with "
                  + RoutingConfig.DYNAMIC
                  + "=true)"));
    } else if (field.isEmpty()) {
      problems.add(
          new ConfigProblem(
              key,
              "Cannot use "
                  + key
                  + ": there is no field to compare (expected "
                  + RoutingConfig.ROUTE_FIELD
                  + ")"));
    }
  }
}
