package dev.frazil.connect.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/**
 * What a task does when a table and its topic do not continue each other.
 *
 * @param onRollback when somebody has rolled the table back
 * @param onLostOffsets when the topic no longer has what the table has not got yet
 * @param allowsSkipping whether offsets may be altered to beyond what the table has
 * @param startsAtEnd whether a connector that never read its topics begins at their end
 */
public record RecoveryConfig(
    OnRollback onRollback,
    OnLostOffsets onLostOffsets,
    boolean allowsSkipping,
    boolean startsAtEnd) {

  static final String ON_ROLLBACK = "iceberg.recovery.on-rollback";
  static final String ON_LOST_OFFSETS = "iceberg.recovery.on-lost-offsets";

  static final String START_AT = "iceberg.start-at";
  private static final String OFFSET_RESET = "consumer.override.auto.offset.reset";

  static final String ALLOW_SKIPPING = "iceberg.recovery.allow-skipping";

  static void define(ConfigDef definition) {
    List<Object> rollback = List.of("reingest", "continue", "fail");
    List<Object> lost = List.of("continue", "fail");
    new KeyGroup(definition, "Recovery")
        .key(
            Key.text(
                ON_ROLLBACK,
                Importance.LOW,
                "After a rollback",
                "What happens when somebody has rolled a table back. reingest: what it lost is read"
                    + " again from the topic. continue: it goes on after it, and the table's ledger"
                    + " names the gap. fail: the task stops."),
            "reingest",
            OneOf.of("reingest", "continue", "fail"),
            rollback)
        .key(
            Key.text(
                ON_LOST_OFFSETS,
                Importance.LOW,
                "After lost offsets",
                "What happens when the topic's retention has removed offsets that are not in the"
                    + " table yet; it is noticed with iceberg.kafka.bootstrap.servers set."
                    + " continue: it goes on with what is there, and the table's ledger names the"
                    + " gap. fail: the task stops. Offsets that never were records, or that filters"
                    + " of Connect's removed, cannot be told from lost ones once they are gone."),
            "continue",
            OneOf.of("continue", "fail"),
            lost)
        .key(
            Key.flag(
                ALLOW_SKIPPING,
                Importance.LOW,
                "Allow skipping",
                "Whether Connect's offsets REST API may move a partition forward past records that"
                    + " are not in its table. The table's ledger names the gap."),
            false)
        .key(
            Key.text(
                START_AT,
                Importance.MEDIUM,
                "Start at",
                "Where a connector begins that never read its topics: earliest, or latest, which"
                    + " needs iceberg.kafka.bootstrap.servers. Partitions that are added later are"
                    + " read from their start."),
            "earliest",
            OneOf.of("earliest", "latest"),
            List.of("earliest", "latest"));
  }

  /** What Connect's consumer does by itself must not pass over records. */
  static List<ConfigProblem> problems(Map<String, String> config) {
    List<ConfigProblem> problems = new ArrayList<>();
    String reset = config.getOrDefault(OFFSET_RESET, "earliest").trim();
    if (!reset.equals("earliest")) {
      problems.add(
          new ConfigProblem(
              OFFSET_RESET,
              "Cannot use "
                  + reset
                  + ": after an offset that is gone the consumer would pass over records that are"
                  + " still there (expected earliest; a new connector that is to begin at the end"
                  + " has "
                  + START_AT
                  + "=latest)"));
    }
    boolean latest = config.getOrDefault(START_AT, "earliest").trim().equals("latest");
    if (latest && config.getOrDefault(KafkaConfig.BOOTSTRAP_SERVERS, "").isBlank()) {
      problems.add(
          new ConfigProblem(
              START_AT,
              "Cannot begin at the end: the broker is not known (expected "
                  + KafkaConfig.BOOTSTRAP_SERVERS
                  + ")"));
    }
    return problems;
  }

  static RecoveryConfig of(ParsedConfig config) {
    return new RecoveryConfig(
        OnRollback.of(config.text(ON_ROLLBACK)),
        OnLostOffsets.of(config.text(ON_LOST_OFFSETS)),
        config.flag(ALLOW_SKIPPING),
        config.text(START_AT).equals("latest"));
  }
}
