package dev.frazil.connect.config;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;

/**
 * How the metadata of tables is kept small.
 *
 * @param expire whose snapshots are expired
 * @param mostSnapshots how many snapshots are kept
 * @param snapshotAge how old they may become
 */
public record UpkeepConfig(ExpireSnapshots expire, int mostSnapshots, Duration snapshotAge) {

  static final String EXPIRE = "iceberg.upkeep.expire-snapshots";
  static final String MOST_SNAPSHOTS = "iceberg.upkeep.max-snapshots";
  static final String SNAPSHOT_AGE = "iceberg.upkeep.max-snapshot-age-ms";

  private static final long DEFAULT_MOST_SNAPSHOTS = 500;
  private static final long DEFAULT_AGE_MS = Duration.ofHours(24).toMillis();

  static void define(ConfigDef definition) {
    new KeyGroup(definition, "Upkeep")
        .key(
            Key.text(
                EXPIRE,
                Importance.LOW,
                "Expire snapshots",
                "Of which tables the connector expires old snapshots, so that commits stay fast:"
                    + " own, those it has created; all it writes to; none. Only metadata goes;"
                    + " files are removed by table maintenance. Snapshots that a tag or another"
                    + " branch leads to are kept, and all since a tag that begins with"
                    + " frazil-lease-."),
            "own",
            OneOf.of("own", "all", "none"),
            List.of("own", "all", "none"))
        .key(
            Key.number(
                MOST_SNAPSHOTS,
                Importance.LOW,
                "Most snapshots",
                "How many snapshots of a table are kept at most."),
            DEFAULT_MOST_SNAPSHOTS,
            Range.between(1, Integer.MAX_VALUE))
        .key(
            Key.number(
                SNAPSHOT_AGE,
                Importance.LOW,
                "Age of snapshots",
                "Milliseconds after which a snapshot is expired; the newest one with a ledger"
                    + " never is."),
            DEFAULT_AGE_MS,
            Range.atLeast(0));
  }

  static UpkeepConfig of(ParsedConfig config) {
    return new UpkeepConfig(
        ExpireSnapshots.of(config.text(EXPIRE)),
        (int) config.number(MOST_SNAPSHOTS),
        Duration.ofMillis(config.number(SNAPSHOT_AGE)));
  }
}
