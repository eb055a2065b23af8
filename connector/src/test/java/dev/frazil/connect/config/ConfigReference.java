package dev.frazil.connect.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** The reference of all keys as Markdown. */
final class ConfigReference {

  private static final String INTRODUCTION =
      """
      # Connector configuration

      <!-- Written by ConfigReferenceTest from the connector's own definition; do not edit. -->

      All keys of `dev.frazil.connect.FrazilSinkConnector`. Where the Apache Iceberg sink has a key
      of the same name it means the same. A key under `iceberg.` that is not here is an error.
      """;

  private static final String OPEN_KEYS =
      """

      ## Keys with a name of your own

      `NAME` is the name of a table, `namespace.table`.

      | key | meaning |
      |---|---|
      | `iceberg.catalog.*` | Passed to the Iceberg catalog and its file IO under the name that follows. Keys that are named like a secret are shown as `[hidden]`. |
      | `iceberg.kafka.*` | Settings of Kafka's admin client, such as `security.protocol`. |
      | `iceberg.tables.auto-create-props.*` | Table properties of tables that are created. |
      | `iceberg.tables.write-props.*` | Table properties that the writers use in place of the table's own. |
      | `iceberg.table.NAME.route-regex` | Which records go to this table: what `iceberg.tables.route-field` says has to fit this regular expression (RE2) as a whole. |
      | `iceberg.table.NAME.partition-by` | How this table is partitioned when it is created. |
      | `iceberg.table.NAME.commit-branch` | The branch of this table that commits go to. |

      ## Connect's own keys that matter here

      | key | meaning |
      |---|---|
      | `errors.tolerance`, `errors.deadletterqueue.topic.name` | Set both, to `all` and a topic, to send records that cannot become rows to the dead-letter topic; set neither to stop at the first one. One without the other is an error. |
      | `producer.override.max.request.size` | The largest dead letter in bytes, 1048576 when not set. A larger record stops the task. |
      | `consumer.override.auto.offset.reset` | What the consumer does without an offset: `earliest`, which is also what counts when it is not set. `latest` is refused, since it passes over records that are still there: see `iceberg.start-at`. |
      """;

  private ConfigReference() {}

  static String markdown() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    ConfigDef definition = SinkKeys.definition();
    for (String group : definition.groups()) {
      page.append("\n## ").append(group).append("\n\n");
      page.append("| key | type | default | valid | meaning |\n|---|---|---|---|---|\n");
      definition.configKeys().values().stream()
          .filter(key -> group.equals(key.group))
          .sorted(Comparator.comparingInt(key -> key.orderInGroup))
          .forEach(key -> page.append(row(key)));
    }
    page.append(OPEN_KEYS);
    appendApacheKeys(page);
    return page.toString();
  }

  private static String row(ConfigKey key) {
    return "| `"
        + key.name
        + "` | "
        + key.type.name().toLowerCase(Locale.ROOT)
        + " | "
        + shown(key.defaultValue)
        + " | "
        + Objects.toString(key.validator, "")
        + " | "
        + key.documentation.replace("|", "\\|")
        + " |\n";
  }

  private static String shown(Object value) {
    boolean nothing = value == null || value.equals("") || value.equals(List.of());
    return nothing ? "" : "`" + value + "`";
  }

  private static void appendApacheKeys(StringBuilder page) {
    page.append("\n## Keys of the Apache sink\n\n");
    page.append("Accepted without effect; the connector logs once at WARN which ones it found:\n");
    List<String> withoutEffect = new ArrayList<>(ApacheSinkKeys.notNeeded());
    withoutEffect.add("iceberg.hadoop.*");
    withoutEffect.add("iceberg.table.NAME.id-columns");
    withoutEffect.stream().sorted().forEach(key -> page.append("- `").append(key).append("`\n"));
    page.append("\nRefused, because without them the tables would not be what was asked for:\n");
    ApacheSinkKeys.refusals().forEach((key, why) -> page.append("- `" + key + "`: " + why + "\n"));
  }
}
