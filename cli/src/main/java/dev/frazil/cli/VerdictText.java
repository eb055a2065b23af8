package dev.frazil.cli;

import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.StreamKey;
import dev.frazil.verify.Certificate;
import dev.frazil.verify.ChainSummary;
import dev.frazil.verify.FileCheck;
import dev.frazil.verify.Notice;
import dev.frazil.verify.RowCheck;
import dev.frazil.verify.Unverifiable;
import dev.frazil.verify.Verdict;
import dev.frazil.verify.Violation;
import dev.frazil.verify.Violations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A verdict for people. */
final class VerdictText {

  private VerdictText() {}

  /** The line that is shown while files are read. */
  static String progress(long files, long total, long rows, double seconds) {
    return String.format(
        Locale.ROOT,
        "%,d%s files, %,d rows, %,.0f rows/s",
        files,
        total < 0 ? "" : String.format(Locale.ROOT, " of %,d", total),
        rows,
        seconds <= 0 ? 0 : rows / seconds);
  }

  static List<String> lines(Verdict verdict) {
    List<String> lines = new ArrayList<>();
    if (verdict instanceof Certificate certificate) {
      add(certificate, lines);
    } else if (verdict instanceof Violations violations) {
      add(violations, lines);
    } else if (verdict instanceof Unverifiable unverifiable) {
      lines.add("Cannot verify " + unverifiable.table() + ": " + unverifiable.reason());
    }
    return lines;
  }

  private static void add(Certificate certificate, List<String> lines) {
    ChainSummary chain = certificate.chain();
    lines.add(
        switch (certificate.rowCheck()) {
          case COMPARED -> "Proven: " + certificate.table() + " holds each Kafka record once.";
          case NO_KAFKA_COLUMNS ->
              "Partly proven: the ledger of "
                  + certificate.table()
                  + " is whole; its rows do not say which record they are.";
        });
    lines.add(field("table", certificate.uuid().toString()));
    lines.add(field("snapshot", Long.toString(certificate.snapshotId())));
    lines.add(
        field(
            "chain",
            switch (chain.reach()) {
                  case ROOT -> "whole since the first snapshot, ";
                  case EXPIRED ->
                      "whole since snapshot "
                          + chain.sinceSnapshotId()
                          + " of "
                          + Instant.ofEpochMilli(chain.sinceMillis())
                          + ", ";
                }
                + number(chain.snapshots())
                + " snapshots of ours, "
                + number(chain.ranges())
                + " ranges"));
    lines.add(
        field(
            "ledger",
            number(certificate.streams())
                + " partitions, "
                + number(certificate.gaps())
                + " gaps"));
    lines.add(
        field(
            "rows",
            number(certificate.rows())
                + (certificate.rowCheck() == RowCheck.COMPARED
                    ? ", each in the ledger and there once"
                    : ", not compared")));
    lines.add(
        field(
            "files",
            number(certificate.files())
                + (certificate.fileCheck() == FileCheck.LENGTHS
                    ? ", each there with its length"
                    : ", lengths not asked for")));
    lines.add(
        field(
            "time",
            String.format(
                Locale.ROOT,
                "%.1f s, %,.0f rows/s",
                certificate.seconds(),
                certificate.rowsPerSecond())));
    add(certificate.notices(), lines);
  }

  private static void add(Violations violations, List<String> lines) {
    for (Violation violation : violations.violations()) {
      lines.add("Violation " + violation.kind().code() + ": " + violation.sentence());
      Long snapshotId = violation.snapshotId();
      if (snapshotId != null) {
        lines.add(field("snapshot", snapshotId.toString()));
      }
      StreamKey key = violation.key();
      if (key != null) {
        lines.add(
            field(
                "partition",
                key + (key.topicId().isEmpty() ? "" : " of topic id " + key.topicId())));
      }
      OffsetRange offsets = violation.offsets();
      if (offsets != null) {
        lines.add(field("offsets", offsets.start() + " to " + (offsets.end() - 1)));
      }
    }
    add(violations.notices(), lines);
    int count = violations.violations().size();
    lines.add(
        "Not proven: "
            + violations.table()
            + " at snapshot "
            + violations.snapshotId()
            + ", "
            + (count == 1
                ? "1 violation (--all looks for more)."
                : number(count) + " violations."));
  }

  private static void add(List<Notice> notices, List<String> lines) {
    for (Notice notice : notices) {
      lines.add("Notice " + notice.kind().code() + ": " + notice.sentence());
    }
  }

  private static String field(String name, String value) {
    return String.format(Locale.ROOT, "  %-10s%s", name, value);
  }

  private static String number(long number) {
    return DemoProgress.number(number);
  }
}
