package dev.frazil.connect;

import dev.frazil.connect.broker.GroupOffset;
import dev.frazil.connect.config.NullValues;
import dev.frazil.connect.config.OnLostOffsets;
import dev.frazil.connect.config.OnRollback;
import dev.frazil.tables.ledger.AddedRange;
import dev.frazil.tables.ledger.CommitFacts;
import dev.frazil.tables.ledger.Ledger;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.RangeCounts;
import dev.frazil.tables.ledger.StreamKey;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Compares what the product does with the truth, at each of its steps and at the end. */
final class SimJudge {
  private final SimWorld world;

  /** From the beginning of the history on. */
  private final boolean areLettersSent;

  private final Map<TableIdentifier, BitSet> everStored = new HashMap<>();
  private final BitSet waived = new BitSet();
  private final Set<String> madeAnew = new HashSet<>();
  private final Set<String> truncated = new HashSet<>();
  private boolean rolledBack;
  private boolean deadLetterFailed;
  private boolean passedOver;

  SimJudge(SimWorld world) {
    this.world = world;
    this.areLettersSent = world.plan.letters().areSent();
  }

  // What the owners of tables and topics do, and what it excuses.

  void rolledBack() {
    rolledBack = true;
  }

  /** Rows that were in the table, and are no longer, need not come again. */
  void waiveLost(TableIdentifier table) {
    BitSet lost = (BitSet) stored(table).clone();
    lost.andNot(world.store.rows(table));
    waived.or(lost);
  }

  void madeAnew(String topic) {
    madeAnew.add(topic);
  }

  void truncated(String topic) {
    truncated.add(topic);
  }

  void deadLetterFailed() {
    deadLetterFailed = true;
  }

  /** Topics that no connector can go on with. */
  Set<String> lostTopics() {
    Set<String> lost = new HashSet<>(truncated);
    if (!world.plan.knowsTopicIds()) {
      lost.addAll(madeAnew);
    }
    return lost;
  }

  /** Nothing before this offset was read by anybody, as the group's owner wanted. */
  void movedForward(SimLog log, long to) {
    log.operatorMovedTo(to);
    for (long offset = log.start(); offset < Math.min(to, log.end()); offset++) {
      SimRecord record = log.record(offset);
      if (record != null && (record.isScattered() || isKeptLetter(record))) {
        waived.set(record.number());
        passedOver |= isKeptLetter(record);
      }
    }
  }

  // What the product does.

  void requireTruth(
      TableIdentifier table, Ledger before, List<DataFile> files, Ledger after, CommitFacts facts) {
    Map<StreamKey, LedgerEntry> moved = new HashMap<>();
    for (AddedRange added : facts.ranges()) {
      LedgerEntry entry = after.entry(added.key());
      if (entry == null || entry.end() < added.range().end()) {
        throw new SimViolation("the ledger of " + table + " does not hold " + added);
      }
      moved.put(added.key(), entry);
      requireOfTopic(table, added);
      requireCounts(table, added, entry);
    }
    if (!before.with(moved).equals(after)) {
      throw new SimViolation(
          "the ledger of "
              + table
              + " moves from "
              + before
              + " to "
              + after
              + " by "
              + facts.ranges());
    }
    long rows = files.stream().mapToLong(DataFile::recordCount).sum();
    if (rows != facts.totals().rows()) {
      throw new SimViolation(rows + " rows in files, " + facts.totals() + " counted");
    }
  }

  private void requireOfTopic(TableIdentifier table, AddedRange added) {
    SimLog log = log(added.key());
    if (!truncated.contains(added.key().topic())
        && added.range().end() > log.end()
        && !log.topicId().equals(world.topics.log(log.name()).topicId())) {
      throw new SimViolation(
          "the ledger of "
              + table
              + " says "
              + added
              + ", but "
              + log.describe()
              + " ended before");
    }
  }

  private void requireCounts(TableIdentifier table, AddedRange added, LedgerEntry entry) {
    SimLog log = log(added.key());
    if (madeAnew.contains(added.key().topic()) || truncated.contains(added.key().topic())) {
      return;
    }
    RangeCounts counts = added.counts();
    long records = 0;
    long rows = 0;
    long deadLetters = 0;
    boolean gap = false;
    for (long offset = added.range().start(); offset < added.range().end(); offset++) {
      SimRecord record = log.record(offset);
      gap |= isGap(entry, offset);
      if (record != null) {
        records++;
        rows += isRowOf(table, record) ? 1 : 0;
        deadLetters += isLetterElsewhere(table, record) ? 1 : 0;
      }
    }
    boolean complete = !gap && isAllThatCame(table, added.key()) && log.start() == 0;
    boolean exact =
        counts.delivered() == records
            && counts.rows() == rows
            && counts.deadLetters() == deadLetters;
    boolean right =
        counts.delivered() <= records
            && counts.rows() <= rows
            && counts.deadLetters() <= deadLetters
            && (exact || !complete);
    if (!right) {
      throw new SimViolation(
          "the counts of "
              + added
              + " for "
              + table
              + " are wrong: there are "
              + records
              + " records, "
              + rows
              + " of them rows and "
              + deadLetters
              + " dead letters; "
              + entry);
    }
  }

  /**
   * Whether each record opens a range of the table. Otherwise those that come before the first row
   * are not read, nor counted, again after a discard.
   */
  private boolean isAllThatCame(TableIdentifier table, StreamKey key) {
    return !SimPlan.isLetterTable(table)
        && (world.plan.oneTable() || table.name().equals(key.topic()))
        && world.plan.renamed() == 0
        && !world.plan.recordsChoose()
        && world.plan.nullValues() == NullValues.REJECT;
  }

  /** A commit has been made. */
  void committed(TableIdentifier table, Ledger after, CommitFacts facts) {
    BitSet rows = world.store.rows(table);
    stored(table).or(rows);
    for (AddedRange added : facts.ranges()) {
      SimLog log = log(added.key());
      LedgerEntry entry = after.entry(added.key());
      if (entry != null) {
        for (long offset = entry.base(); offset < Math.min(entry.end(), log.end()); offset++) {
          SimRecord record = log.record(offset);
          if (record != null && isRowOf(table, record)) {
            requireClaim(table, added.key(), entry, record, rows.get(record.number()));
          }
        }
      }
    }
  }

  private void requireClaim(
      TableIdentifier table, StreamKey key, LedgerEntry entry, SimRecord record, boolean stored) {
    SimLog log = record.log();
    boolean gap = isGap(entry, record.offset());
    requireArrived(table, record, stored);
    if (stored || gap) {
      record.settle(table, homes(record));
    }
    boolean unnoticed =
        record.offset() < log.start()
            && (key.topicId().isEmpty() || record.isScattered() || isKeptLetter(record));
    boolean excused =
        lostTopics().contains(key.topic()) || waived.get(record.number()) || unnoticed;
    if (stored == gap && !excused) {
      throw new SimViolation(
          "the ledger of "
              + table
              + " says "
              + entry
              + ", but "
              + record.describe()
              + " is "
              + (stored ? "" : "not ")
              + "there");
    }
  }

  /** Dead letters that are kept have arrived at the topic, unless they cannot. */
  private void requireArrived(TableIdentifier table, SimRecord record, boolean stored) {
    boolean isToArrive = areLettersSent && !SimTopics.LARGE.equals(record.value());
    if (stored && isKeptLetter(record) && isToArrive && !record.hasArrived()) {
      throw new SimViolation(record.describe() + " is in " + table + ", but has not arrived");
    }
  }

  private boolean isKeptLetter(SimRecord record) {
    return world.plan.letters().areKept() && record.fate() == SimRecord.Fate.DEAD_LETTER;
  }

  /** In the ledger of another table a dead letter is counted as such, in its own as a row. */
  private static boolean isLetterElsewhere(TableIdentifier table, SimRecord record) {
    return record.fate() == SimRecord.Fate.DEAD_LETTER && !SimPlan.isLetterTable(table);
  }

  /** The tables that are to have the record. */
  private List<TableIdentifier> homes(SimRecord record) {
    if (isKeptLetter(record)) {
      return List.of(SimPlan.letterTable(record.log().name().topic()));
    }
    return record.fate() == SimRecord.Fate.ROW ? record.tables() : List.of();
  }

  /** An offset of the group was committed by the partition's owner. */
  void offsetCommitted(SimTask task, TopicPartition partition, OffsetAndMetadata offset) {
    SimLog log = world.topics.log(partition);
    String topicId = GroupOffset.of(offset).topicId();
    if (!topicId.isEmpty() && !topicId.equals(log.topicId())) {
      return;
    }
    if (log.firstUnsettled() < offset.offset() && !lostTopics().contains(partition.topic())) {
      throw new SimViolation(
          task
              + " commits "
              + partition
              + "@"
              + offset.offset()
              + ", but nothing has become of "
              + log.describe(log.firstUnsettled())
              + " yet");
    }
  }

  /** A task has stopped by itself. */
  void taskFailed(SimTask task, RuntimeException failure) {
    String message = String.valueOf(failure.getMessage());
    boolean overtaken =
        message.contains("are no longer in the topic")
            || message.contains("were removed from the topic before they were read");
    boolean anotherLog = !(truncated.isEmpty() && madeAnew.isEmpty());
    boolean legitimate;
    if (message.contains("was rolled back from offset")) {
      legitimate = rolledBack && task.plan().onRollback() == OnRollback.FAIL;
    } else if (overtaken) {
      legitimate =
          task.plan().onLostOffsets() == OnLostOffsets.FAIL
              && world.topics.allLogs().stream().anyMatch(log -> log.start() > 0);
    } else if (message.contains("but not as a dead letter")) {
      // Nobody but the table of another topic, or nobody at all, could say that it was passed over.
      legitimate = passedOver || !lostTopics().isEmpty();
    } else if (message.contains("its log was truncated")) {
      legitimate = anotherLog && !(truncated.isEmpty() && task.plan().knowsTopicIds());
    } else if (message.contains("so the topic was created anew")) {
      legitimate = anotherLog && !task.plan().knowsTopicIds();
    } else {
      legitimate = deadLetterFailed && message.endsWith("the dead-letter topic is down");
    }
    if (!legitimate) {
      throw new SimViolation(task + " is dead that should live: " + failure, failure);
    }
  }

  /** At rest: every record has become what it should, once. */
  void requireAll() {
    if (!world.store.deleted().isEmpty()) {
      throw new SimViolation("files were deleted: " + world.store.deleted());
    }
    for (TableIdentifier table : world.plan.tables()) {
      if (!world.store.scanned(table).equals(world.store.rows(table))) {
        throw new SimViolation(
            table + " has rows " + world.store.scanned(table) + ", not " + world.store.rows(table));
      }
    }
    for (SimLog log : world.topics.logs()) {
      if (world.groups.stream().anyMatch(group -> group.reads(log.name()))) {
        for (long offset = log.start(); offset < log.end(); offset++) {
          SimRecord record = log.record(offset);
          if (record != null) {
            requireEnd(record);
          }
        }
      }
    }
  }

  private void requireEnd(SimRecord record) {
    List<TableIdentifier> homes = homes(record);
    if (!homes.isEmpty()) {
      homes.forEach(home -> requireRow(home, record));
      return;
    }
    switch (record.fate()) {
      case ROW -> throw new IllegalStateException(record.describe());
      case DEAD_LETTER -> {
        if (!record.log().isSettled(record.offset())
            && record.offset() >= record.log().operatorsOffset()) {
          throw new SimViolation("lost: " + record.describe());
        }
      }
      case LEFT_OUT -> {}
    }
  }

  private void requireRow(TableIdentifier table, SimRecord record) {
    if (!world.store.rows(table).get(record.number())
        && !waived.get(record.number())
        && !isNamedLoss(table, record)) {
      throw new SimViolation(
          "lost: "
              + record.describe()
              + "; the ledger of "
              + table
              + " says "
              + world.store.ledger(table));
    }
  }

  /** Whether the ledger says that it does not have the record. */
  private boolean isNamedLoss(TableIdentifier table, SimRecord record) {
    SimLog log = record.log();
    StreamKey key =
        new StreamKey(
            world.plan.knowsTopicIds() ? log.topicId() : "",
            log.name().topic(),
            log.name().partition());
    LedgerEntry entry = world.store.ledger(table).entry(key);
    if (entry == null || record.offset() < entry.base()) {
      return record.offset() < log.operatorsOffset();
    }
    return isGap(entry, record.offset());
  }

  private static boolean isGap(LedgerEntry entry, long offset) {
    return entry.gaps().stream().anyMatch(gap -> gap.contains(offset));
  }

  private boolean isRowOf(TableIdentifier table, @Nullable SimRecord record) {
    return record != null && homes(record).contains(table);
  }

  private SimLog log(StreamKey key) {
    return world.topics.log(key.topicId(), new TopicPartition(key.topic(), key.partition()));
  }

  private BitSet stored(TableIdentifier table) {
    return everStored.computeIfAbsent(table, unused -> new BitSet());
  }
}
