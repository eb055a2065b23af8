package dev.frazil.connect;

import dev.frazil.connect.assign.AssignedPartition;
import dev.frazil.connect.assign.LogEnds;
import dev.frazil.connect.assign.Origin;
import dev.frazil.connect.assign.TableCursor;
import dev.frazil.connect.config.OnLostOffsets;
import dev.frazil.connect.config.OnRollback;
import dev.frazil.connect.config.RecoveryConfig;
import dev.frazil.connect.route.Share;
import dev.frazil.connect.table.LoadedTable;
import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.StreamKey;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what to do when a partition and a table do not continue each other: somebody rolled the
 * table back, moved the group's offsets, or the topic no longer has what the table needs.
 */
final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private final RecoveryConfig config;

  Recovery(RecoveryConfig config) {
    this.config = config;
  }

  /** What is to happen before the first record of a partition goes to a table. */
  sealed interface Step {
    /** Nothing. */
    record Begin() implements Step {}

    /**
     * The partition is read again.
     *
     * @param offset the first one to read
     */
    record ReadAgain(long offset) implements Step {}

    /**
     * The table's ledger is to say that these are not in the table.
     *
     * @param gap follows on what the table has
     */
    record Skip(OffsetRange gap) implements Step {}
  }

  /**
   * Compares what was found when the partition was opened.
   *
   * @param ends which offsets the topic had, not before the table was loaded
   * @throws ConnectException when the topic cannot be the one that the table was written from
   */
  static void requireSameLog(
      AssignedPartition partition, LogEnds ends, TableIdentifier table, Origin origin) {
    if (origin.standing().superseded()) {
      throw new ConnectException(
          "Cannot continue "
              + partition.partition()
              + " in "
              + table
              + ": the table's ledger knows the topic by its id, and this connector does not ask"
              + " for ids (set iceberg.kafka.bootstrap.servers as before)");
    }
    long end = origin.standing().end();
    if (ends.endBefore(end)) {
      throw new ConnectException(
          "Cannot continue "
              + partition.partition()
              + " in "
              + table
              + ": the table holds offsets up to "
              + end
              + ", the topic ends at "
              + ends.end()
              + "; its log was truncated");
    }
  }

  /**
   * Where a partition is to be read from although no record has come: its table was rolled back,
   * and the group or this task is past what the table holds; or its topic was made anew, and the
   * group's offset is one of the earlier topic.
   */
  OptionalLong afterOpening(AssignedPartition partition, LoadedTable table, Opened opened) {
    Origin origin = table.origin(opened.key());
    long from = origin.resumeAt();
    if (origin.isRolledBack()
        && opened.group().known()
        && (opened.group().isAfter(from) || partition.isPast(from))
        && config.onRollback() == OnRollback.REINGEST
        && !partition.wasReadAgainFrom(table.name(), from)) {
      warnOfRollback(partition, table.name(), origin, "read again");
      return OptionalLong.of(from);
    }
    boolean mayBeFurther =
        !partition.isPositioned()
            && !origin.isKnown()
            && opened.ends().isKnown()
            && opened.group().mayBeAfter(opened.ends().start(), opened.key())
            && table.knowsEarlierTopicOf(opened.key());
    return mayBeFurther ? OptionalLong.of(opened.ends().start()) : OptionalLong.empty();
  }

  /**
   * The same for the dead-letter table of a partition, which may know nothing of a topic because
   * nothing of it was rejected: only if the other table does not know it either, the group's offset
   * may be one of an earlier topic.
   */
  OptionalLong afterOpeningLetters(
      AssignedPartition partition, LoadedTable letters, Opened opened) {
    boolean isKnown =
        opened.tables().stream().anyMatch(table -> table.origin(opened.key()).isKnown());
    return isKnown && !letters.origin(opened.key()).isRolledBack()
        ? OptionalLong.empty()
        : afterOpening(partition, letters, opened);
  }

  /** Whether this task, or the group, stands in an earlier topic of the name. */
  static boolean wasMadeAnew(AssignedPartition partition, Opened opened) {
    return partition.isOfAnotherTopic(opened.key())
        || (!partition.isPositioned() && opened.group().isOfAnotherTopic(opened.key()));
  }

  /**
   * Where a partition begins, if not where Connect does: at its start, if what was read so far was
   * an earlier topic; at the end, if that is asked for and its topic is new to the table.
   */
  OptionalLong beginning(AssignedPartition partition, Opened opened) {
    if (wasMadeAnew(partition, opened)) {
      return OptionalLong.of(Math.max(0, opened.ends().start()));
    }
    boolean isNew =
        config.startsAtEnd()
            && !partition.isPositioned()
            && opened.group().isNone()
            && opened.ends().isKnown()
            && Stream.concat(opened.tables().stream(), opened.letters().stream())
                .noneMatch(table -> isKnown(table, opened.key()));
    return isNew ? OptionalLong.of(opened.ends().end()) : OptionalLong.empty();
  }

  private static boolean isKnown(LoadedTable table, StreamKey key) {
    return table.knowsTopicOf(key) || table.knowsEarlierTopicOf(key);
  }

  /**
   * The step before the record at this offset, the first one of the partition since it was opened.
   *
   * @throws ConnectException when the task is to stop
   */
  Step before(long offset, AssignedPartition partition, TableCursor cursor, Share share) {
    TableIdentifier table = cursor.table();
    Origin origin = cursor.origin();
    if (origin.isRolledBack() && config.onRollback() == OnRollback.FAIL) {
      throw new ConnectException(
          "Cannot continue "
              + partition.partition()
              + " in "
              + table
              + ": the table was rolled back "
              + extent(origin)
              + " (iceberg.recovery.on-rollback is fail)");
    }
    OffsetRange missing = cursor.missingBefore(offset);
    if (missing == null) {
      return new Step.Begin();
    }
    if (partition.wasReadAgainFrom(table, missing.start())) {
      return lost(missing, partition, table);
    }
    if (origin.isRolledBack()) {
      return rolledBack(missing, partition, table, origin);
    }
    if (share == Share.SOME) {
      return new Step.Begin();
    }
    LOG.info(
        "{} begins at offset {}, {} holds it up to {}: it is read again from there",
        partition.partition(),
        offset,
        table,
        missing.start());
    return new Step.ReadAgain(missing.start());
  }

  /**
   * What retention removed while the partition was read is a gap in the ledgers.
   *
   * @return why the task has to stop once that is committed; null when it goes on
   */
  @Nullable ConnectException lostWhileReading(OffsetRange gap, AssignedPartition partition) {
    String what =
        partition.partition()
            + ": offsets "
            + gap
            + " were removed from the topic before they were read; the tables' ledgers name the"
            + " gap";
    if (config.onLostOffsets() == OnLostOffsets.CONTINUE) {
      LOG.warn("{}", what);
      return null;
    }
    return new ConnectException(
        "Cannot continue "
            + what
            + " (restart the task to go on, or set iceberg.recovery.on-lost-offsets=continue)");
  }

  private Step rolledBack(
      OffsetRange missing, AssignedPartition partition, TableIdentifier table, Origin origin) {
    boolean readAgain = config.onRollback() == OnRollback.REINGEST;
    warnOfRollback(
        partition, table, origin, readAgain ? "read again" : "a gap in its ledger, " + missing);
    return readAgain ? new Step.ReadAgain(missing.start()) : new Step.Skip(missing);
  }

  private static void warnOfRollback(
      AssignedPartition partition, TableIdentifier table, Origin origin, String what) {
    LOG.warn(
        "{} was rolled back for {} {}; what is missing is {}",
        table,
        partition.partition(),
        extent(origin),
        what);
  }

  private static String extent(Origin origin) {
    OffsetRange held = Objects.requireNonNull(origin.everHeld());
    return "from offset " + held.end() + " to " + origin.resumeAt();
  }

  /**
   * What is not there although it was asked for was removed by retention, or never was a record.
   */
  private Step lost(OffsetRange missing, AssignedPartition partition, TableIdentifier table) {
    long kept = Math.min(partition.ends().start(), missing.end());
    if (kept <= missing.start()) {
      LOG.debug("{} has no records at {}", partition.partition(), missing);
      return new Step.Begin();
    }
    OffsetRange gap = new OffsetRange(missing.start(), kept);
    if (config.onLostOffsets() == OnLostOffsets.FAIL) {
      throw new ConnectException(
          "Cannot continue "
              + partition.partition()
              + " in "
              + table
              + ": offsets "
              + gap
              + " are no longer in the topic (set iceberg.recovery.on-lost-offsets=continue to go"
              + " on without them; the table's ledger will name the gap)");
    }
    LOG.warn(
        "{} has lost offsets {} before they were in {}; its ledger names the gap",
        partition.partition(),
        gap,
        table);
    return new Step.Skip(gap);
  }
}
