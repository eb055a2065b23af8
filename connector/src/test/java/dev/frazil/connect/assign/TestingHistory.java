package dev.frazil.connect.assign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.connect.assign.TestingTable.TestingChunk;
import dev.frazil.tables.ledger.Standing;
import dev.frazil.tables.ledger.StreamKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.TopicPartition;

/**
 * One partition's history against a naive model of a log, two tables and a consumer group. Each
 * step is followed by a check that nothing is lost, doubled or miscounted.
 */
final class TestingHistory {
  /** What becomes of a record of the log. */
  enum Fate {
    VIEWS,
    CLICKS,
    DEAD_LETTER,
    /** Removed by a filter of Connect's, so never delivered. */
    FILTERED
  }

  /** What can happen, in whatever order. */
  enum Step {
    DELIVER,
    DELIVER_AND_HOLD,
    RELEASE,
    RELEASE_KNOWING_VIEWS,
    SEAL_VIEWS,
    SEAL_CLICKS,
    LAND_VIEWS,
    LAND_CLICKS,
    DISCARD,
    ANOTHER_OWNER_COMMITS_VIEWS,
    ANOTHER_OWNER_COMMITS_CLICKS,
    COMMIT_OFFSETS,
    UNASKED_REWIND,
    RESTART,
    LATE_CHUNK_LANDS
  }

  private static final StreamKey KEY = new StreamKey("", "events", 0);
  private static final int BATCH = 3;

  private final List<Fate> log;
  private final Map<Fate, TestingTable> tables = new EnumMap<>(Fate.class);
  private final Map<Fate, List<Long>> written = new EnumMap<>(Fate.class);
  private final Map<Fate, ArrayDeque<TestingChunk>> inFlight = new EnumMap<>(Fate.class);
  private final Map<Fate, ArrayDeque<TestingChunk>> late = new EnumMap<>(Fate.class);
  private final Map<Fate, Long> followedFrom = new EnumMap<>(Fate.class);
  private final Set<Long> deadLetters = new HashSet<>();
  private AssignedPartition partition = open();
  private long groupOffset;
  private long consumed;
  private long rewindTo = -1;
  private long firstAccepted = -1;

  TestingHistory(List<Fate> log) {
    this.log = List.copyOf(log);
    for (Fate table : List.of(Fate.VIEWS, Fate.CLICKS)) {
      tables.put(table, new TestingTable(table));
      written.put(table, new ArrayList<>());
      inFlight.put(table, new ArrayDeque<>());
      late.put(table, new ArrayDeque<>());
    }
  }

  void take(Step step) {
    switch (step) {
      case DELIVER -> deliver(-1);
      case DELIVER_AND_HOLD -> deliver(1);
      case RELEASE -> release();
      case RELEASE_KNOWING_VIEWS -> releaseKnowing(Fate.VIEWS);
      case SEAL_VIEWS -> seal(Fate.VIEWS);
      case SEAL_CLICKS -> seal(Fate.CLICKS);
      case LAND_VIEWS -> land(Fate.VIEWS);
      case LAND_CLICKS -> land(Fate.CLICKS);
      case DISCARD -> discard();
      case ANOTHER_OWNER_COMMITS_VIEWS -> anotherOwner(Fate.VIEWS);
      case ANOTHER_OWNER_COMMITS_CLICKS -> anotherOwner(Fate.CLICKS);
      case COMMIT_OFFSETS -> groupOffset = partition.frontier(consumed);
      case UNASKED_REWIND -> consumed = groupOffset;
      case RESTART -> restart();
      case LATE_CHUNK_LANDS -> landLate();
    }
    check();
  }

  /** Lets everything come to rest: after it each record is where it belongs, once. */
  void settle() {
    for (int round = 0; round < 3 * log.size() + 10; round++) {
      take(Step.RELEASE);
      take(Step.DELIVER);
      for (Fate table : tables.keySet()) {
        seal(table);
        land(table);
      }
      check();
    }
    assertThat(log.subList((int) partition.frontier(consumed), log.size()))
        .as("records above the frontier, at the end")
        .allMatch(fate -> fate == Fate.FILTERED);
    for (int offset = 0; offset < log.size(); offset++) {
      assertThat(isDurable(offset)).as("record %d, %s", offset, log.get(offset)).isTrue();
    }
  }

  private static AssignedPartition open() {
    return new AssignedPartition(new TopicPartition("events", 0));
  }

  /** A batch as Connect delivers it; from the given position in it on the partition is held. */
  private void deliver(int heldFrom) {
    if (rewindTo >= 0) {
      consumed = rewindTo;
      rewindTo = -1;
    }
    long end = Math.min(log.size(), consumed + BATCH);
    for (long offset = consumed; offset < end; offset++) {
      if (log.get((int) offset) != Fate.FILTERED) {
        admit(offset, heldFrom >= 0 && offset >= consumed + heldFrom);
      }
    }
    consumed = end;
  }

  private void admit(long offset, boolean cannotGoOn) {
    if (!partition.expects(offset)) {
      return;
    }
    if (partition.held() || cannotGoOn) {
      partition.holdFrom(offset);
      return;
    }
    if (firstAccepted < 0) {
      firstAccepted = offset;
    }
    Fate fate = log.get((int) offset);
    if (fate == Fate.DEAD_LETTER) {
      partition.accept(offset, offset);
      deadLetters.add(offset);
      partition.rejected(offset, partition.cursor(identifier(Fate.VIEWS)));
      return;
    }
    TableCursor cursor = partition.cursor(identifier(fate));
    if (cursor == null) {
      cursor = partition.follow(identifier(fate), origin(fate));
      followedFrom.put(fate, offset);
    }
    partition.accept(offset, offset);
    if (!cursor.holds(offset)) {
      rowsOf(fate).add(offset);
      cursor.wrote(offset);
    }
  }

  private void release() {
    if (partition.held()) {
      rewindTo = partition.release(KEY, LogEnds.UNKNOWN);
    }
  }

  private void releaseKnowing(Fate fate) {
    boolean wasHeld = partition.held();
    release();
    if (wasHeld && partition.cursor(identifier(fate)) == null) {
      partition.follow(identifier(fate), origin(fate));
      followedFrom.put(fate, rewindTo >= 0 ? rewindTo : consumed);
    }
  }

  /** Nothing is sealed before it is known that what was filtered out never was a record. */
  private void seal(Fate fate) {
    partition.askForHoles();
    assertThat(partition.explainHoles(0).removed()).isEmpty();
    SealedRange range = partition.seal(identifier(fate));
    if (range != null) {
      TestingChunk chunk = new TestingChunk(range, rowsOf(fate));
      chunk.check(fate, log, countedFrom(fate, range));
      chunks(inFlight, fate).addLast(chunk);
      rowsOf(fate).clear();
    }
    assertThat(rowsOf(fate)).as("rows that no range covers").isEmpty();
  }

  /**
   * Records that came before the table was followed are counted only if none of them was in it
   * already.
   */
  private long countedFrom(Fate fate, SealedRange range) {
    Standing expected = range.expected();
    boolean noneWasThere = expected.isNone() || firstAccepted >= expected.end();
    return noneWasThere
        ? firstAccepted
        : Math.max(firstAccepted, Objects.requireNonNull(followedFrom.get(fate)));
  }

  private void land(Fate fate) {
    TestingChunk chunk = chunks(inFlight, fate).pollFirst();
    if (chunk == null) {
      return;
    }
    if (table(fate).swap(chunk)) {
      partition.committed(identifier(fate));
    } else {
      discard();
    }
  }

  /** Chunks that were under way may still land: their outcome is not heard of any more. */
  private void discard() {
    abandonFlights();
    partition.discard(partition.firstUndurable());
    firstAccepted = -1;
  }

  private void restart() {
    abandonFlights();
    partition = open();
    consumed = groupOffset;
    rewindTo = -1;
    firstAccepted = -1;
  }

  private void abandonFlights() {
    for (Fate table : tables.keySet()) {
      chunks(late, table).addAll(chunks(inFlight, table));
      chunks(inFlight, table).clear();
      rowsOf(table).clear();
    }
  }

  private void landLate() {
    for (Fate fate : tables.keySet()) {
      TestingChunk chunk = chunks(late, fate).pollFirst();
      if (chunk != null) {
        table(fate).swap(chunk);
      }
    }
  }

  private void anotherOwner(Fate fate) {
    table(fate).takeUpTo(Math.min(log.size(), consumed + 1), groupOffset, log);
  }

  private void check() {
    tables.values().forEach(table -> table.check(log));
    long frontier = partition.frontier(consumed);
    assertThat(frontier).as("frontier").isLessThanOrEqualTo(consumed);
    for (long offset = 0; offset < frontier; offset++) {
      assertThat(isDurable((int) offset))
          .as("record %d, %s, below the frontier %d", offset, log.get((int) offset), frontier)
          .isTrue();
    }
  }

  private boolean isDurable(int offset) {
    Fate fate = log.get(offset);
    return switch (fate) {
      case VIEWS, CLICKS -> table(fate).holds(offset);
      case DEAD_LETTER -> deadLetters.contains((long) offset);
      case FILTERED -> true;
    };
  }

  private static TableIdentifier identifier(Fate fate) {
    return TableIdentifier.of("silver", fate.name());
  }

  private TestingTable table(Fate fate) {
    return Objects.requireNonNull(tables.get(fate));
  }

  private Origin origin(Fate fate) {
    return Origin.of(Standing.of(table(fate).ledger()));
  }

  private List<Long> rowsOf(Fate fate) {
    return Objects.requireNonNull(written.get(fate));
  }

  private static ArrayDeque<TestingChunk> chunks(
      Map<Fate, ArrayDeque<TestingChunk>> chunks, Fate fate) {
    return Objects.requireNonNull(chunks.get(fate));
  }
}
