package dev.frazil.connect.config;

import dev.frazil.tables.TableName;
import dev.frazil.tables.TopicTemplate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.catalog.Namespace;

/** The names of dead-letter tables: they lead to no other table, and each to one topic. */
final class DeadLetterTables {

  private DeadLetterTables() {}

  static void problems(Map<String, String> config, List<ConfigProblem> problems) {
    String text = config.getOrDefault(DeadLetterConfig.TABLE_TEMPLATE, "").trim();
    if (text.isEmpty()) {
      return;
    }
    Optional<String> complaint = Complaint.of(() -> TopicTemplate.parse(text));
    if (complaint.isPresent()) {
      problems.add(new ConfigProblem(DeadLetterConfig.TABLE_TEMPLATE, complaint.get()));
      return;
    }
    TopicTemplate template = TopicTemplate.parse(text);
    if (namespaces(config).contains(template.namespace().toString())) {
      problems.add(
          new ConfigProblem(
              DeadLetterConfig.TABLE_TEMPLATE,
              "Invalid "
                  + DeadLetterConfig.TABLE_TEMPLATE
                  + ": "
                  + text
                  + " (expected another namespace than "
                  + template.namespace()
                  + ", where records go that are not rejected)"));
    }
    collisions(template, config, problems);
  }

  /** Where other tables are, as far as the configuration is sound. */
  private static List<String> namespaces(Map<String, String> config) {
    List<String> allowed = GivenList.of(config, RoutingConfig.ALLOWED_NAMESPACES);
    if (!allowed.isEmpty()) {
      return allowed;
    }
    if (Boolean.parseBoolean(config.getOrDefault(RoutingConfig.DYNAMIC, "").trim())) {
      return List.of(Destination.NamedTable.NAMESPACE.toString());
    }
    try {
      List<String> tables = GivenList.of(config, RoutingConfig.TABLES);
      if (!tables.isEmpty()) {
        return tables.stream().map(TableName::parse).map(t -> t.namespace().toString()).toList();
      }
      Namespace namespace =
          TopicTemplate.parse(
                  config
                      .getOrDefault(RoutingConfig.TOPIC_TEMPLATE, RoutingConfig.DEFAULT_TEMPLATE)
                      .trim())
              .namespace();
      return List.of(namespace.toString());
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  private static void collisions(
      TopicTemplate template, Map<String, String> config, List<ConfigProblem> problems) {
    List<String> topics = GivenList.of(config, "topics");
    Optional<String> complaint = Complaint.of(() -> template.collisions(topics));
    complaint.ifPresent(
        message -> problems.add(new ConfigProblem(DeadLetterConfig.TABLE_TEMPLATE, message)));
    boolean refused =
        !config.getOrDefault(RoutingConfig.TOPIC_COLLISIONS, "refuse").trim().equals("allow");
    if (complaint.isEmpty() && refused) {
      template
          .collisions(topics)
          .forEach(
              collision ->
                  problems.add(
                      new ConfigProblem(
                          DeadLetterConfig.TABLE_TEMPLATE,
                          "Cannot give each topic its dead-letter table: "
                              + collision.message()
                              + " (expected topics without collision, or "
                              + RoutingConfig.TOPIC_COLLISIONS
                              + "=allow)")));
    }
  }
}
