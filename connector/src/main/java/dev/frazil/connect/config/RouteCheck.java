package dev.frazil.connect.config;

import dev.frazil.tables.TableName;
import dev.frazil.tables.TopicTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.catalog.Namespace;

/** Every record has tables to go to, in namespaces that are allowed. */
final class RouteCheck implements ConfigCheck {

  @Override
  public List<ConfigProblem> problems(Map<String, String> config) {
    List<ConfigProblem> problems = new ArrayList<>();
    List<String> tables = GivenList.of(config, RoutingConfig.TABLES);
    boolean isDynamic = FieldRouteCheck.isDynamic(config);
    if (isDynamic || !tables.isEmpty()) {
      noTemplate(isDynamic ? RoutingConfig.DYNAMIC : RoutingConfig.TABLES, config, problems);
      listed(tables, config, problems);
    } else {
      template(config, problems);
    }
    problems.addAll(new FieldRouteCheck().problems(config));
    return problems;
  }

  private static void noTemplate(
      String other, Map<String, String> config, List<ConfigProblem> problems) {
    if (config.containsKey(RoutingConfig.TOPIC_TEMPLATE)) {
      problems.add(
          new ConfigProblem(
              RoutingConfig.TOPIC_TEMPLATE,
              "Cannot use "
                  + RoutingConfig.TOPIC_TEMPLATE
                  + " together with "
                  + other
                  + " (expected one of them)"));
    }
  }

  private static void listed(
      List<String> tables, Map<String, String> config, List<ConfigProblem> problems) {
    List<String> known = new ArrayList<>();
    for (String table : tables) {
      Optional<String> complaint = Complaint.of(() -> TableName.parse(table));
      if (complaint.isPresent()) {
        problems.add(new ConfigProblem(RoutingConfig.TABLES, complaint.get()));
      } else if (known.stream().anyMatch(table::equalsIgnoreCase)) {
        problems.add(
            new ConfigProblem(
                RoutingConfig.TABLES,
                "Invalid tables: " + table + " is there twice (expected each table once)"));
      } else {
        known.add(table);
        namespace(TableName.parse(table).namespace(), config, problems);
      }
    }
  }

  private static void template(Map<String, String> config, List<ConfigProblem> problems) {
    String text =
        config.getOrDefault(RoutingConfig.TOPIC_TEMPLATE, RoutingConfig.DEFAULT_TEMPLATE).trim();
    Optional<String> complaint = Complaint.of(() -> TopicTemplate.parse(text));
    if (complaint.isPresent()) {
      problems.add(new ConfigProblem(RoutingConfig.TOPIC_TEMPLATE, complaint.get()));
      return;
    }
    TopicTemplate template = TopicTemplate.parse(text);
    namespace(new Destination.TablePerTopic(template).namespaces().get(0), config, problems);
    ExpectedTopics.of(config).ifPresent(topics -> topics(template, topics, config, problems));
  }

  private static void topics(
      TopicTemplate template,
      List<String> topics,
      Map<String, String> config,
      List<ConfigProblem> problems) {
    Optional<String> complaint = Complaint.of(() -> template.collisions(topics));
    complaint.ifPresent(
        message -> problems.add(new ConfigProblem(RoutingConfig.TOPIC_TEMPLATE, message)));
    boolean refused =
        !config.getOrDefault(RoutingConfig.TOPIC_COLLISIONS, "refuse").trim().equals("allow");
    if (complaint.isEmpty() && refused) {
      template
          .collisions(topics)
          .forEach(
              collision ->
                  problems.add(
                      new ConfigProblem(
                          RoutingConfig.TOPIC_COLLISIONS,
                          "Cannot give each topic its table: "
                              + collision.message()
                              + " (expected topics without collision, or "
                              + RoutingConfig.TOPIC_COLLISIONS
                              + "=allow)")));
    }
  }

  private static void namespace(
      Namespace namespace, Map<String, String> config, List<ConfigProblem> problems) {
    List<String> allowed = GivenList.of(config, RoutingConfig.ALLOWED_NAMESPACES);
    if (!allowed.isEmpty() && !allowed.contains(namespace.toString())) {
      problems.add(
          new ConfigProblem(
              RoutingConfig.ALLOWED_NAMESPACES,
              "Cannot write to namespace "
                  + namespace
                  + ": it is not allowed (expected one of "
                  + String.join(", ", allowed)
                  + ")"));
    }
  }
}
