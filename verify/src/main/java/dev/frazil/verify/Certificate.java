package dev.frazil.verify;

import java.util.List;
import java.util.UUID;

/**
 * The table holds what it says, each offset once.
 *
 * @param table the name of the table
 * @param uuid the identity of the table
 * @param snapshotId the snapshot that was verified, the head of the branch
 * @param chain how far back its snapshots were followed
 * @param streams Kafka partitions in the ledger
 * @param gaps ranges of offsets that the ledger names as missing
 * @param files live data files
 * @param rows rows in them, without those that are deleted
 * @param rowCheck whether each row was compared with the ledger
 * @param fileCheck whether each file was asked for its length
 * @param notices what else was seen
 * @param seconds how long it took
 */
public record Certificate(
    String table,
    UUID uuid,
    long snapshotId,
    ChainSummary chain,
    int streams,
    int gaps,
    long files,
    long rows,
    RowCheck rowCheck,
    FileCheck fileCheck,
    List<Notice> notices,
    double seconds)
    implements Verdict {

  public Certificate {
    notices = List.copyOf(notices);
  }

  /** Rows verified in a second. */
  public double rowsPerSecond() {
    return seconds <= 0 ? 0 : rows / seconds;
  }
}
