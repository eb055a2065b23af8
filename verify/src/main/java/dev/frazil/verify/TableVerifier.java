package dev.frazil.verify;

import dev.frazil.tables.OriginColumns;
import dev.frazil.tables.ledger.Ledger;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.LedgerId;
import dev.frazil.tables.ledger.StreamKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;

/**
 * Proves that a table holds each Kafka record once: its snapshots follow from each other, and its
 * rows are those that the snapshots speak of. Reads what is in the table and nothing else.
 *
 * <p>The table is taken as it was loaded; what is committed meanwhile is not looked at.
 */
public final class TableVerifier {

  private final Table table;
  private final LedgerId id;
  private final VerifyOptions options;
  private final Findings findings;
  private final AtomicLong rowsRead = new AtomicLong();
  private final List<Notice> notices = new ArrayList<>();
  private final long began = System.nanoTime();

  private TableVerifier(Table table, LedgerId id, VerifyOptions options) {
    this.table = table;
    this.id = id;
    this.options = options;
    this.findings = new Findings(options.maxViolations());
  }

  /**
   * Verifies a table. Blocks until all live files have been read, or enough violations were found.
   *
   * @param table the table, freshly loaded; its file IO must be open
   * @param id the ledger, with the branch
   * @param progress is told how far it is, on the calling thread
   * @return a certificate, or what is wrong, or why neither can be said; a store that does not
   *     answer is the third
   */
  public static Verdict verify(
      Table table, LedgerId id, VerifyOptions options, VerifyProgress progress) {
    try {
      return new TableVerifier(table, id, options).run(progress);
    } catch (UnverifiableException e) {
      return new Unverifiable(table.name(), e.reason());
    }
  }

  private Verdict run(VerifyProgress progress) {
    Snapshot head = head();
    LedgerChain chain = new ChainWalk(table, id, findings).to(head);
    if (chain == null) {
      return violations(head);
    }
    noticesOf(chain);
    OriginColumns columns = OriginColumns.of(table.schema());
    Counts counts =
        columns == null ? listFiles(head, progress) : readRows(head, chain, columns, progress);
    return findings.isEmpty()
        ? certificate(head, chain, columns == null, counts)
        : violations(head);
  }

  private Snapshot head() {
    String branch = id.branch() == null ? SnapshotRef.MAIN_BRANCH : id.branch();
    Snapshot head = table.snapshot(branch);
    if (head == null) {
      throw new UnverifiableException(
          id.branch() == null ? "it has no snapshot" : "it has no branch " + branch, null);
    }
    return head;
  }

  private void noticesOf(LedgerChain chain) {
    if (chain.summary().reach() == ChainSummary.Reach.EXPIRED) {
      notices.add(
          new Notice(
              NoticeKind.HISTORY_EXPIRED,
              "Older snapshots have expired: what was added before snapshot "
                  + chain.summary().sinceSnapshotId()
                  + " is compared with the ledger, not with counts."));
    }
    notices.addAll(Rollback.notices(table, id, chain.head()));
    notices.addAll(chain.others().notices());
    notices.addAll(ReplayClaim.notices(chain.replays()));
    if (options.fileCheck() == FileCheck.NONE) {
      notices.add(
          new Notice(NoticeKind.FILES_NOT_CHECKED, "Files were not asked for their lengths."));
    }
  }

  private Counts listFiles(Snapshot head, VerifyProgress progress) {
    notices.add(
        new Notice(
            NoticeKind.NO_KAFKA_COLUMNS,
            "The table has no _kafka_ columns: the chain and its counts hold, rows were not"
                + " compared."));
    StoredFiles stored = new StoredFiles(new FileReader(table), findings);
    long files =
        pass(
            head,
            progress,
            file -> {
              isStored(stored, file);
              rowsRead.addAndGet(file.data().recordCount());
            });
    return new Counts(files, rowsRead.get());
  }

  private Counts readRows(
      Snapshot head, LedgerChain chain, OriginColumns columns, VerifyProgress progress) {
    FileReader reader = new FileReader(table);
    StoredFiles stored = new StoredFiles(reader, findings);
    FileScan scan = new FileScan(reader, columns, findings, rowsRead);
    OffsetSearch search = new OffsetSearch(table, head, reader, columns);
    TableRows rows = new TableRows(chain.comparableSnapshots(), search, findings);
    Set<StreamKey> others = OtherLedgers.streams(table, head, id, chain.head());
    long files =
        pass(
            head,
            progress,
            file -> {
              FileRows ofFile = new FileRows(chain.head(), others, file, findings);
              if (isStored(stored, file) && scan.read(file, ofFile)) {
                rows.add(ofFile);
              }
            });
    if (findings.isEmpty()) {
      new RangeAudit(chain, rows, findings).check();
    }
    noticesOf(rows);
    noticeOf(chain.incomparableClaims());
    return new Counts(files, rows.rows());
  }

  /** Takes all live files; how many were done. */
  private long pass(Snapshot head, VerifyProgress progress, Consumer<LiveFile> work) {
    try (LiveFiles files = new LiveFiles(table, head, findings)) {
      FilePass pass = new FilePass(files, findings, rowsRead);
      pass.run(options.threads(), progress, work);
      return pass.done();
    }
  }

  private boolean isStored(StoredFiles stored, LiveFile file) {
    return switch (options.fileCheck()) {
      case LENGTHS -> stored.check(file);
      case NONE -> true;
    };
  }

  private void noticesOf(TableRows rows) {
    if (rows.hidden() > 0) {
      notices.add(
          new Notice(
              NoticeKind.DELETED_BY_OTHERS,
              Counted.of(rows.hidden(), "row") + " in live files are hidden by delete files."));
    }
    if (rows.unplaced() > 0) {
      notices.add(
          new Notice(
              NoticeKind.ROWS_WITHOUT_OFFSET,
              Counted.of(rows.unplaced(), "row") + " without Kafka offset."));
    }
    if (rows.ofOthers() > 0) {
      notices.add(
          new Notice(
              NoticeKind.OTHER_LEDGER,
              Counted.of(rows.ofOthers(), "row") + " of streams of another ledger of this table."));
    }
  }

  private void noticeOf(List<RangeClaim> incomparable) {
    if (!incomparable.isEmpty()) {
      long snapshots = incomparable.stream().map(RangeClaim::snapshotId).distinct().count();
      long rows = incomparable.stream().mapToLong(claim -> claim.added().counts().rows()).sum();
      notices.add(
          new Notice(
              NoticeKind.NO_KAFKA_COLUMNS,
              "%s made before the table had _kafka_ columns, the newest is %d: their %s were not compared."
                  .formatted(
                      Counted.of(snapshots, "snapshot") + (snapshots == 1 ? " was" : " were"),
                      incomparable.get(incomparable.size() - 1).snapshotId(),
                      Counted.of(rows, "row"))));
    }
  }

  private Verdict certificate(
      Snapshot head, LedgerChain chain, boolean withoutColumns, Counts counts) {
    Ledger ledger = chain.head();
    return new Certificate(
        table.name(),
        table.uuid(),
        head.snapshotId(),
        chain.summary(),
        ledger.entries().size(),
        ledger.entries().values().stream().map(LedgerEntry::gaps).mapToInt(List::size).sum(),
        counts.files,
        counts.rows,
        withoutColumns ? RowCheck.NO_KAFKA_COLUMNS : RowCheck.COMPARED,
        options.fileCheck(),
        notices,
        (System.nanoTime() - began) / 1e9);
  }

  /** What is missing because the snapshot itself has expired meanwhile is no violation. */
  private Verdict violations(Snapshot head) {
    List<Violation> found = findings.violations();
    if (found.stream().anyMatch(each -> each.kind() == ViolationKind.FILE_MISSING)) {
      table.refresh();
      if (table.snapshot(head.snapshotId()) == null) {
        throw new UnverifiableException(
            "snapshot " + head.snapshotId() + " expired while it was read; verify again", null);
      }
    }
    return new Violations(table.name(), head.snapshotId(), found, notices);
  }

  private record Counts(long files, long rows) {}
}
