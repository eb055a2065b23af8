package dev.frazil.connect.config;

import java.util.List;
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

  private static final String OFFSET_RESET = "consumer.override.auto.offset.reset";

  static final String ALLOW_SKIPPING = "iceberg.recovery.allow-skipping";

  static void define(ConfigDef definition) {
    List<Object> rollback = List.of("reingest", "continue", "fail");
    List<Object> lost = List.of("fail", "continue");
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
                "What happens when the topic's retention has removed records that are not in the"
                    + " table yet; it is noticed with iceberg.kafka.bootstrap.servers set. fail:"
                    + " the task stops. continue: it goes on with what is there, and the table's"
                    + " ledger names the gap."),
            "fail",
            OneOf.of("fail", "continue"),
            lost)
        .key(
            Key.flag(
                ALLOW_SKIPPING,
                Importance.LOW,
                "Allow skipping",
                "Whether Connect's offsets REST API may move a partition forward past records that"
                    + " are not in its table. The table's ledger names the gap."),
            false);
  }

  static RecoveryConfig of(ParsedConfig config) {
    return new RecoveryConfig(
        OnRollback.of(config.text(ON_ROLLBACK)),
        OnLostOffsets.of(config.text(ON_LOST_OFFSETS)),
        config.flag(ALLOW_SKIPPING),
        config.given(OFFSET_RESET).filter("latest"::equals).isPresent());
  }
}
