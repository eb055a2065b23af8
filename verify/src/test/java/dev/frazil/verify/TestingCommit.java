package dev.frazil.verify;

import dev.frazil.tables.ledger.AddedRange;
import dev.frazil.tables.ledger.CommitFacts;
import dev.frazil.tables.ledger.Ledger;
import dev.frazil.tables.ledger.LedgerCodec;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.LedgerId;
import dev.frazil.tables.ledger.LedgerWalk;
import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.RangeCounts;
import dev.frazil.tables.ledger.ReplayedRows;
import dev.frazil.tables.ledger.StreamKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;

/** One commit as the sink makes it, and each thing that can be wrong with it. */
final class TestingCommit {

  private final Table table;
  private final LedgerId id;
  private final Function<List<Record>, DataFile> writer;
  private final List<Record> rows = new ArrayList<>();
  private final List<AddedRange> ranges = new ArrayList<>();
  private final List<ReplayedRows> replayed = new ArrayList<>();
  private final List<DataFile> files = new ArrayList<>();
  private final Map<String, String> properties = new HashMap<>();
  private Ledger ledger;

  /**
   * A commit to the table as it is now.
   *
   * @param writer makes a data file of rows
   */
  TestingCommit(Table table, LedgerId id, Function<List<Record>, DataFile> writer) {
    this.table = table;
    this.id = id;
    this.writer = writer;
    this.ledger = LedgerWalk.current(table, id);
  }

  /** A range in which each offset is a row. */
  TestingCommit range(StreamKey key, long start, long end) {
    rows.addAll(TestingLake.rows(key, start, end));
    return claim(key, start, end, end - start);
  }

  /** A range of which only the ledger and the counts are written: the rows come otherwise. */
  TestingCommit claim(StreamKey key, long start, long end, long rowCount) {
    return claim(key, new OffsetRange(start, end), new RangeCounts(rowCount, rowCount, 0, 0, 0, 0));
  }

  TestingCommit claim(StreamKey key, OffsetRange range, RangeCounts counts) {
    ranges.add(new AddedRange(key, range, counts));
    LedgerEntry before = ledger.entry(key);
    return entry(
        key,
        before == null
            ? LedgerEntry.of(range.start(), range.end(), 7)
            : before.advancedTo(Math.max(before.end(), range.end()), 7));
  }

  TestingCommit row(StreamKey key, long offset) {
    rows.add(TestingLake.row(key, offset));
    return this;
  }

  /** Rows of records that the table has passed, each on its own. */
  TestingCommit replay(StreamKey key, long... offsets) {
    for (long offset : offsets) {
      row(key, offset);
    }
    return claimReplay(key, offsets);
  }

  /** The same without the rows. */
  TestingCommit claimReplay(StreamKey key, long... offsets) {
    ReplayedRows rows =
        new ReplayedRows(
            key, Arrays.stream(offsets).mapToObj(each -> new OffsetRange(each, each + 1)).toList());
    replayed.add(rows);
    LedgerEntry entry = ledger.entry(key);
    return entry == null ? this : entry(key, entry.withReplayed(rows, 7));
  }

  TestingCommit file(DataFile file) {
    files.add(file);
    return this;
  }

  TestingCommit entry(StreamKey key, LedgerEntry entry) {
    ledger = ledger.with(Map.of(key, entry));
    return this;
  }

  TestingCommit gap(StreamKey key, long start, long end) {
    LedgerEntry entry = ledger.entry(key);
    if (entry == null) {
      throw new IllegalStateException("no entry of " + key);
    }
    return entry(key, entry.withGap(new OffsetRange(start, end)));
  }

  TestingCommit ledger(Ledger other) {
    ledger = other;
    return this;
  }

  TestingCommit property(String key, String value) {
    properties.put(key, value);
    return this;
  }

  long commit() {
    String branch = id.branch() == null ? SnapshotRef.MAIN_BRANCH : id.branch();
    AppendFiles append = table.newFastAppend().toBranch(branch);
    if (!rows.isEmpty()) {
      append.appendFile(writer.apply(rows));
    }
    files.forEach(append::appendFile);
    append.set(id.summaryKey(), LedgerCodec.encode(ledger));
    new CommitFacts(UUID.randomUUID().toString(), ranges, "hash", -1, replayed)
        .toSummary()
        .forEach(append::set);
    properties.forEach(append::set);
    append.commit();
    return table.snapshot(branch).snapshotId();
  }
}
