package dev.frazil.connect.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.tables.ledger.AddedRange;
import dev.frazil.tables.ledger.CommitFacts;
import dev.frazil.tables.ledger.Ledger;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.StreamKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.exceptions.ValidationException;
import org.jspecify.annotations.Nullable;

/**
 * A table in memory that keeps to the contract of {@link LedgerTable}, misbehaves on request as
 * catalogs do, and fails the test when it is asked for what must never be asked for.
 */
final class TestingLedgerTable implements LedgerTable {
  /** What goes wrong in one append. */
  enum Fault {
    /** Nothing was committed, and the answer says so. */
    CONFLICT,
    /** All was committed, but the answer says that nothing was. */
    APPLIED_BUT_CONFLICT,
    /** All was committed, but the answer got lost. */
    APPLIED_BUT_LOST,
    /** Nothing was committed, and there was no answer. */
    LOST,
    /** There was no answer, and the request is still under way: see {@link #landLate}. */
    LATE,
    /** The files of the metadata cannot be written. */
    IO_FAILED
  }

  static final TableLayout LAYOUT = new TableLayout(0, 0);

  private final ArrayDeque<Fault> faults = new ArrayDeque<>();
  private final ArrayDeque<Request> late = new ArrayDeque<>();
  private final List<Commit> history = new ArrayList<>();
  private final List<Integer> filesPerAppend = new ArrayList<>();
  private final List<Long> tidied = new ArrayList<>();
  private @Nullable RuntimeException tidyFailure;
  private UUID uuid = new UUID(1, 1);
  private long lastId = 100;
  private boolean gone;
  private @Nullable RuntimeException viewFailure;
  private @Nullable RuntimeException appendFailure;
  private Runnable beforeAppend = () -> {};
  private final AtomicInteger views = new AtomicInteger();

  @Override
  public LedgerView view() {
    views.incrementAndGet();
    if (viewFailure != null) {
      throw viewFailure;
    }
    requireThere();
    return new View(uuid, List.copyOf(history));
  }

  @Override
  public long append(LedgerView base, List<DataFile> files, Ledger after, CommitFacts facts) {
    requireTruth(base, files, after, facts);
    filesPerAppend.add(files.size());
    beforeAppend.run();
    if (appendFailure != null) {
      throw appendFailure;
    }
    requireThere();
    Request request = new Request((View) base, List.copyOf(files), after, facts);
    Fault fault = faults.pollFirst();
    if (fault == null) {
      return apply(request);
    }
    switch (fault) {
      case CONFLICT -> throw new CommitFailedException("somebody else was first");
      case APPLIED_BUT_CONFLICT -> {
        apply(request);
        throw new CommitFailedException("somebody else was first, it says");
      }
      case APPLIED_BUT_LOST -> {
        apply(request);
        throw new CommitStateUnknownException(new IllegalStateException("connection reset"));
      }
      case LOST ->
          throw new CommitStateUnknownException(new IllegalStateException("connection reset"));
      case LATE -> {
        late.addLast(request);
        throw new CommitStateUnknownException(new IllegalStateException("timed out"));
      }
      case IO_FAILED -> throw new RuntimeIOException("no space left");
    }
    throw new AssertionError(fault);
  }

  @Override
  public void tidy(long nowMs) {
    tidied.add(nowMs);
    if (tidyFailure != null) {
      throw tidyFailure;
    }
  }

  /** When {@link #tidy} was called, and what for. */
  List<Long> tidied() {
    return List.copyOf(tidied);
  }

  void failTidying(@Nullable RuntimeException failure) {
    tidyFailure = failure;
  }

  /** The next appends go wrong like this, in this order. */
  void misbehave(Fault... next) {
    faults.addAll(List.of(next));
  }

  /** Every look at the table fails, until called with null. */
  void failViews(@Nullable RuntimeException failure) {
    viewFailure = failure;
  }

  /** Every append fails, until called with null. */
  void failAppends(@Nullable RuntimeException failure) {
    appendFailure = failure;
  }

  /** Somebody does this between a look at the table and the append that follows it. */
  void beforeAppend(Runnable interference) {
    beforeAppend = interference;
  }

  /** The oldest request that is under way arrives; it is valid only if the head has not moved. */
  void landLate() {
    Request request = late.pollFirst();
    if (request != null && !gone && request.base.head() == head()) {
      apply(request);
    }
  }

  /** Another writer that knows no ledger commits. */
  void foreignCommit() {
    add(null, null, List.of());
  }

  /** Another owner of the stream commits up to there. */
  void zombieCommit(StreamKey key, LedgerEntry entry) {
    add(UUID.randomUUID().toString(), ledger().with(Map.of(key, entry)), List.of());
  }

  /** The head goes back by one snapshot. */
  void rollBack() {
    history.remove(history.size() - 1);
  }

  /** Another table takes the name. */
  void replace(UUID other) {
    uuid = other;
    history.clear();
  }

  /** There is no table of the name any more, or there is again. */
  void drop() {
    gone = true;
  }

  Ledger ledger() {
    return ledgerOf(history);
  }

  /** Paths of the files in the table. */
  List<String> files() {
    return history.stream().flatMap(commit -> commit.files.stream()).toList();
  }

  /** How many files each append named that reached the catalog. */
  List<Integer> filesPerAppend() {
    return List.copyOf(filesPerAppend);
  }

  /** The facts of the newest commit. */
  CommitFacts facts() {
    return Objects.requireNonNull(history.get(history.size() - 1).facts);
  }

  long head() {
    return headOf(history);
  }

  int views() {
    return views.get();
  }

  private long apply(Request request) {
    if (!ledger().equals(request.base.ledger())) {
      throw new ValidationException("the ledger has moved");
    }
    if (!request.facts.replayed().isEmpty()
        && new View(uuid, List.copyOf(history)).mayHaveReplayedSince(request.base.head())) {
      throw new ValidationException("rows were replayed");
    }
    assertThat(uuid).as("uuid").isEqualTo(request.base.uuid);
    add(request.facts.commitId(), request.after, paths(request.files));
    Commit added = history.remove(history.size() - 1);
    history.add(new Commit(added.id, added.commitId, added.ledger, request.facts, added.files));
    return lastId;
  }

  private void add(@Nullable String commitId, @Nullable Ledger ledger, List<String> files) {
    for (String file : files) {
      assertThat(files()).as("files in the table").doesNotContain(file);
    }
    history.add(new Commit(++lastId, commitId, ledger, null, files));
  }

  private void requireThere() {
    if (gone) {
      throw new NoSuchTableException("Table does not exist: silver.views");
    }
  }

  /** What is claimed in the ledger is what the ranges and files say. */
  private static void requireTruth(
      LedgerView base, List<DataFile> files, Ledger after, CommitFacts facts) {
    Map<StreamKey, LedgerEntry> ends = new HashMap<>();
    for (AddedRange added : facts.ranges()) {
      LedgerEntry before = base.ledger().entry(added.key());
      LedgerEntry at = ends.getOrDefault(added.key(), before);
      assertThat(added.range().start())
          .as("start of %s", added)
          .isEqualTo(at == null ? added.range().start() : at.end());
      LedgerEntry claimed = Objects.requireNonNull(after.entry(added.key()));
      ends.put(
          added.key(),
          at == null
              ? LedgerEntry.of(added.range().start(), added.range().end(), claimed.maxTimestamp())
              : at.advancedTo(added.range().end(), claimed.maxTimestamp()));
    }
    assertThat(after).as("ledger").isEqualTo(base.ledger().with(ends));
    assertThat(files.stream().mapToLong(DataFile::recordCount).sum())
        .as("rows in files")
        .isEqualTo(facts.totals().rows());
  }

  private static List<String> paths(Collection<DataFile> files) {
    return files.stream().map(DataFile::location).toList();
  }

  private static Ledger ledgerOf(List<Commit> history) {
    for (int i = history.size() - 1; i >= 0; i--) {
      Ledger ledger = history.get(i).ledger;
      if (ledger != null) {
        return ledger;
      }
    }
    return Ledger.EMPTY;
  }

  private static long headOf(List<Commit> history) {
    return history.isEmpty() ? LedgerView.NO_HEAD : history.get(history.size() - 1).id;
  }

  private record Commit(
      long id,
      @Nullable String commitId,
      @Nullable Ledger ledger,
      @Nullable CommitFacts facts,
      List<String> files) {}

  private record Request(View base, List<DataFile> files, Ledger after, CommitFacts facts) {}

  private record View(UUID uuid, List<Commit> history) implements LedgerView {
    @Override
    public TableLayout layout() {
      return LAYOUT;
    }

    @Override
    public UUID tableUuid() {
      return uuid;
    }

    @Override
    public Ledger ledger() {
      return ledgerOf(history);
    }

    @Override
    public long head() {
      return headOf(history);
    }

    @Override
    public boolean holds(String commitId, long since) {
      for (int i = history.size() - 1; i >= 0 && history.get(i).id != since; i--) {
        if (commitId.equals(history.get(i).commitId)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public boolean mayHaveReplayedSince(long since) {
      for (int i = history.size() - 1; i >= 0 && history.get(i).id != since; i--) {
        CommitFacts facts = history.get(i).facts;
        if (facts != null && !facts.replayed().isEmpty()) {
          return true;
        }
      }
      return since != NO_HEAD && history.stream().noneMatch(commit -> commit.id == since);
    }

    @Override
    public long lowWatermark() {
      return history.stream()
          .map(commit -> commit.facts)
          .filter(Objects::nonNull)
          .mapToLong(CommitFacts::lowWatermark)
          .reduce(CommitFacts.NO_WATERMARK, (earlier, later) -> later);
    }
  }
}
