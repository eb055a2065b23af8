package dev.frazil.connect.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.jspecify.annotations.Nullable;

/**
 * When rows are committed and under which ledger.
 *
 * @param interval the time between two commits of a table
 * @param giveUp after how long without success a commit stops the task; null for never
 * @param mostRows rows of one task after which it commits before the interval is over
 * @param mostBytes bytes of one task after which it does, as far as memory lets it wait so long
 * @param ledgerId names the ledger in the tables' snapshots
 */
public record CommitConfig(
    Duration interval, @Nullable Duration giveUp, long mostRows, long mostBytes, String ledgerId) {

  static final String INTERVAL = "iceberg.commit.interval-ms";
  static final String INTERVAL_ALIAS = "iceberg.control.commit.interval-ms";
  static final String GIVE_UP = "iceberg.commit.give-up-ms";
  static final String MOST_ROWS = "iceberg.commit.max-rows";
  static final String MOST_BYTES = "iceberg.commit.max-bytes";
  static final String LEDGER_ID = "iceberg.ledger-id";

  private static final long DEFAULT_INTERVAL_MS = 60_000;
  private static final long LONGEST_INTERVAL_MS = 604_800_000;
  private static final long NEVER = -1;

  public CommitConfig {
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException(
          "Invalid commit interval: " + interval + " (expected more than zero)");
    }
  }

  static void define(ConfigDef definition) {
    new KeyGroup(definition, "Commit")
        .key(
            Key.number(
                INTERVAL,
                Importance.HIGH,
                "Commit interval",
                "Milliseconds between two commits of a table. Also the longest time until an event"
                    + " can be queried."),
            DEFAULT_INTERVAL_MS,
            Range.between(1, LONGEST_INTERVAL_MS))
        .key(
            Key.number(
                INTERVAL_ALIAS,
                Importance.LOW,
                "Commit interval (alias)",
                "The Apache sink's name for " + INTERVAL + "."),
            null,
            new Optionally(Range.between(1, LONGEST_INTERVAL_MS)))
        .key(
            Key.number(
                GIVE_UP,
                Importance.LOW,
                "Give up after",
                "Milliseconds after which a commit that does not succeed stops the task."
                    + " -1: never, the commit is tried until it succeeds."),
            NEVER,
            Range.atLeast(NEVER))
        .key(
            Key.number(
                MOST_ROWS,
                Importance.LOW,
                "Rows of a commit",
                "Rows that one task writes before it commits, though the interval is not over."
                    + " Not set: the interval alone decides, and memory."),
            null,
            new Optionally(Range.atLeast(1)))
        .key(
            Key.number(
                MOST_BYTES,
                Importance.LOW,
                "Bytes of a commit",
                "Bytes that one task has in open files, about, before it commits, though the"
                    + " interval is not over. Not set: the interval alone decides, and memory: the"
                    + " tasks of a connector on one worker keep to a quarter of its heap."),
            null,
            new Optionally(Range.atLeast(1)))
        .key(
            Key.text(
                LEDGER_ID,
                Importance.LOW,
                "Ledger id",
                "Names the record of stored offsets that each table carries. Two connectors that"
                    + " write the same topics to the same table must share it."),
            "default",
            Matching.of("[A-Za-z0-9_-]{1,64}", "1 to 64 letters, digits, _ or -"));
  }

  static CommitConfig of(ParsedConfig config) {
    Object alias = config.optional(INTERVAL_ALIAS).orElse(null);
    long interval =
        alias != null && config.given(INTERVAL).isEmpty() ? (Long) alias : config.number(INTERVAL);
    long giveUp = config.number(GIVE_UP);
    return new CommitConfig(
        Duration.ofMillis(interval),
        giveUp == NEVER ? null : Duration.ofMillis(giveUp),
        most(config.optional(MOST_ROWS)),
        most(config.optional(MOST_BYTES)),
        config.text(LEDGER_ID));
  }

  private static long most(Optional<Object> given) {
    return given.map(Long.class::cast).orElse(Long.MAX_VALUE);
  }

  /** The interval and its alias agree where both are set. */
  static List<ConfigProblem> intervals(Map<String, String> config) {
    Optional<String> interval = Optional.ofNullable(config.get(INTERVAL)).map(String::trim);
    Optional<String> alias = Optional.ofNullable(config.get(INTERVAL_ALIAS)).map(String::trim);
    if (interval.isEmpty() || alias.isEmpty() || interval.equals(alias)) {
      return List.of();
    }
    return List.of(
        new ConfigProblem(
            INTERVAL_ALIAS,
            "Invalid commit interval: "
                + alias.get()
                + " (expected "
                + interval.get()
                + " as in "
                + INTERVAL
                + ", or only one of the two keys)"));
  }
}
