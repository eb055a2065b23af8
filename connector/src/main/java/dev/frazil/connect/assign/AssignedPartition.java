package dev.frazil.connect.assign;

import dev.frazil.connect.assign.TableCursor.Contents;
import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.StreamKey;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One partition that Connect assigned to this task, from open to close. Used by the task thread
 * only.
 *
 * <p>A partition is <em>held</em> while the task waits for a catalog or for a rewind: its records
 * are dropped, because Connect applies a rewind only at its next poll. Once it is released the
 * first record that was dropped is the next to be accepted.
 */
public final class AssignedPartition {
  private static final long UNKNOWN = -1;

  private final TopicPartition partition;
  private final TableCursors cursors = new TableCursors();
  private final Map<TableIdentifier, Long> readAgain = new HashMap<>();
  private @Nullable StreamKey key;
  private LogEnds ends = LogEnds.UNKNOWN;
  private boolean held = true;
  private long resumeAt = UNKNOWN;
  private long start = UNKNOWN;
  private long next = UNKNOWN;
  private long maxTimestamp = UNKNOWN;
  private long seenAgainFrom = UNKNOWN;
  private boolean outdated;
  private final PassedOver passedOver = new PassedOver();
  private long delivered;
  private long deadLetters;
  private int cursorsNotCounting;
  private long judgedFrom;
  private Tally judgedAt = Tally.NONE;

  /** A partition that is held until {@link #release}. */
  public AssignedPartition(TopicPartition partition) {
    this.partition = partition;
  }

  public TopicPartition partition() {
    return partition;
  }

  /** The stream key; known once the partition was released for the first time. */
  public StreamKey key() {
    if (key == null) {
      throw new IllegalStateException("Cannot read from " + partition + ": it is not open yet");
    }
    return key;
  }

  /** Whether it was released once, so that its tables have been looked for. */
  public boolean wasOpened() {
    return key != null;
  }

  /** The id of the topic that the partition was opened on; empty when it is not known. */
  public String topicId() {
    return key == null ? "" : key.topicId();
  }

  public boolean hasTopicId() {
    return !topicId().isEmpty();
  }

  /** Which offsets the topic had when the partition was opened last. */
  public LogEnds ends() {
    return ends;
  }

  public boolean held() {
    return held;
  }

  /** Drops what arrives from now on; {@code offset} is the first record that was not accepted. */
  public void holdFrom(long offset) {
    held = true;
    if (resumeAt == UNKNOWN || offset < resumeAt) {
      resumeAt = offset;
    }
  }

  /**
   * Accepts records again, from the next batch on: Connect rewinds between two batches.
   *
   * @return the offset to rewind to, or -1 when no record was dropped
   */
  public long release(StreamKey opened, LogEnds logEnds) {
    if (isOfAnotherTopic(opened)) {
      readAgain.clear();
      maxTimestamp = UNKNOWN;
      seenAgainFrom = UNKNOWN;
    }
    key = opened;
    outdated = false;
    ends = logEnds;
    held = false;
    return resumeAt;
  }

  /** Whether the partition was opened before, on an earlier topic of the name. */
  public boolean isOfAnotherTopic(StreamKey opened) {
    return key != null && !key.equals(opened);
  }

  /** The topic that the partition was opened on is no more, until it is opened again. */
  public void outdated() {
    outdated = true;
  }

  public boolean isOutdated() {
    return outdated;
  }

  /** Whether it is known from where on records are expected. */
  public boolean isPositioned() {
    return next != UNKNOWN;
  }

  /** The first record that is expected has this offset. */
  public void beginAt(long offset) {
    next = offset;
    held = true;
    resumeAt = offset;
  }

  /** Whether records from there on are not expected any more. */
  public boolean isPast(long offset) {
    return next > offset;
  }

  /** Whether this record comes after all that was accepted. */
  public boolean expects(long offset) {
    return offset >= next;
  }

  /**
   * A record has come that is not expected any more: Connect has gone back by itself, or the topic
   * is another one. Until that is known the group must not pass it.
   */
  public void seenAgain(long offset) {
    if (seenAgainFrom == UNKNOWN || offset < seenAgainFrom) {
      seenAgainFrom = offset;
    }
  }

  /** Whether a record was {@link #seenAgain} and nobody knows why. */
  public boolean isSuspect() {
    return seenAgainFrom != UNKNOWN;
  }

  /** What was seen again is what it was. */
  public void clearSuspicion() {
    seenAgainFrom = UNKNOWN;
  }

  /**
   * Whether a record that was {@link #seenAgain} is later than all that was taken and all that the
   * tables hold; one that was taken before is not.
   */
  public boolean isLaterThanAll(long timestamp) {
    long latest = Math.max(maxTimestamp, cursors.latestHeld());
    return latest != UNKNOWN && timestamp > latest;
  }

  /** How far this partition has got in a table; null when it has not been there. */
  public @Nullable TableCursor cursor(TableIdentifier table) {
    return cursors.of(table);
  }

  /** How far it has got in its dead-letter table; null when it has not been there. */
  public @Nullable TableCursor letters() {
    return cursors.letters();
  }

  /**
   * Begins to follow this partition in a table. Called before the record that leads there is
   * accepted, so that the record is counted.
   */
  public TableCursor follow(TableIdentifier table, Origin origin) {
    return follow(table, origin, Contents.EVENTS);
  }

  /** The same for a table whose rows may be dead letters. */
  public TableCursor follow(TableIdentifier table, Origin origin, Contents contents) {
    TableCursor cursor = new TableCursor(table, key(), origin, contents);
    cursors.add(cursor);
    if (!wasReadAgainFrom(table, origin.resumeAt())) {
      readAgain.remove(table);
    }
    if (origin.standing().isNone() || start >= origin.standing().end()) {
      cursor.countFrom(Tally.NONE);
    } else {
      cursorsNotCounting++;
    }
    if (judgedFrom > 0) {
      cursor.unjudgedBefore(judgedFrom, judgedAt);
    }
    passedOver.skipIn(cursor);
    return cursor;
  }

  /** Whether no table but that of its dead letters says anything of this partition. */
  public boolean isUnknownToOthers() {
    return cursors.areUnknownButForLetters();
  }

  /** Accepts a record: it will be a row, a dead letter, or is in its table already. */
  public void accept(long offset, long timestamp) {
    if (start == UNKNOWN) {
      start = offset;
    }
    if (offset > next && next != UNKNOWN) {
      passedOver.add(new OffsetRange(next, offset));
    }
    if (cursorsNotCounting > 0) {
      startCounting(offset);
    }
    next = offset + 1;
    resumeAt = UNKNOWN;
    delivered++;
    if (timestamp > maxTimestamp) {
      maxTimestamp = timestamp;
    }
  }

  /**
   * An accepted record was passed over because its table has it; nobody looked whether it would be
   * a dead letter.
   */
  public void unjudged(long offset) {
    judgedFrom = offset + 1;
    judgedAt = tally();
    TableCursor letters = cursors.letters();
    if (letters != null) {
      letters.unjudgedBefore(judgedFrom, judgedAt);
    }
  }

  /**
   * Counts an accepted record as a dead letter.
   *
   * @param cursor of the table that the record would have gone to, whose ledger also tells of what
   *     was rejected; null when there is none
   */
  public void rejected(long offset, @Nullable TableCursor cursor) {
    deadLetters++;
    if (cursor != null && !cursor.holds(offset)) {
      cursor.opened(offset);
    }
  }

  /** Closes this partition's open range in a table; null when there is nothing in it. */
  public @Nullable SealedRange seal(TableIdentifier table) {
    TableCursor cursor = cursors.of(table);
    long from = start == UNKNOWN ? next : start;
    return cursor == null ? null : cursor.seal(from, next, maxTimestamp, tally());
  }

  /** Marks the oldest sealed range of a table as committed. */
  public void committed(TableIdentifier table) {
    TableCursor cursor = cursors.of(table);
    if (cursor != null) {
      cursor.committed();
      readAgain.remove(table);
    }
  }

  /**
   * The least offset that is not yet durable in its table.
   *
   * @param consumed the position Connect has consumed to
   */
  public long frontier(long consumed) {
    long least = firstUndurable(consumed);
    return seenAgainFrom == UNKNOWN ? least : Math.min(least, seenAgainFrom);
  }

  private long firstUndurable(long consumed) {
    long least = resumeAt == UNKNOWN ? consumed : Math.min(resumeAt, consumed);
    return Math.min(least, Math.min(passedOver.firstUnexplained(), cursors.firstUndurable()));
  }

  /** How many offsets were taken that may be missing from their tables. */
  public long notDurable() {
    return next == UNKNOWN ? 0 : next - firstUndurable(next);
  }

  /** Whether some of what was accepted may be missing from its table. */
  public boolean buffers() {
    return cursors.firstUndurable() != Long.MAX_VALUE;
  }

  /** The offset from which everything has to be read again once what is buffered is discarded. */
  public long firstUndurable() {
    return firstUndurable(next == UNKNOWN ? Long.MAX_VALUE : next);
  }

  /** Forgets what is buffered; everything from {@code offset} on is expected again. */
  public void discard(long offset) {
    passedOver.clear();
    cursors.clear();
    cursorsNotCounting = 0;
    start = UNKNOWN;
    delivered = 0;
    deadLetters = 0;
    judgedFrom = 0;
    judgedAt = Tally.NONE;
    if (offset != Long.MAX_VALUE) {
      next = offset;
      holdFrom(offset);
    }
    held = true;
  }

  /**
   * Like {@link #discard}, to find out whether there is anything for a table between there and
   * here. Goes further back where something before the offset is not durable in another table.
   */
  public void readAgain(TableIdentifier table, long offset) {
    discard(Math.min(offset, firstUndurable()));
    readAgain.put(table, offset);
  }

  /** Whether the partition was read again for a table that has not moved from the offset since. */
  public boolean wasReadAgainFrom(TableIdentifier table, long offset) {
    Long from = readAgain.get(table);
    return from != null && from == offset;
  }

  /** How many holes there are, offsets before later ones, that nobody has asked about yet. */
  public int unaskedHoles() {
    return passedOver.unasked();
  }

  /** Somebody asks where the topic begins, to explain all holes so far. */
  public void askForHoles() {
    passedOver.ask();
  }

  /** Whether an explanation of holes is awaited. */
  public boolean hasAskedForHoles() {
    return passedOver.isAsked();
  }

  /**
   * The topic began here after {@link #askForHoles}. What was not delivered and lies before was
   * removed from it, and the tables lack it, but for those that have it already. Nothing is
   * explained where the partition was put back since.
   */
  public HolesExplained explainHoles(long topicStart) {
    return passedOver.explain(topicStart, cursors);
  }

  /** All holes so far were no records, as far as anybody can tell. */
  public void giveUpHoles() {
    passedOver.ask();
    passedOver.explain(0, cursors);
  }

  private void startCounting(long offset) {
    Tally tally = tally();
    for (TableCursor cursor : cursors) {
      if (!cursor.counting() && !cursor.holds(offset)) {
        cursor.countFrom(tally);
        cursorsNotCounting--;
      }
    }
  }

  private Tally tally() {
    return new Tally(delivered, deadLetters, 0, 0);
  }
}
