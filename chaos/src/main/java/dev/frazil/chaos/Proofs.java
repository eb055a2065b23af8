package dev.frazil.chaos;

import dev.frazil.tables.ledger.LedgerId;
import dev.frazil.verify.Certificate;
import dev.frazil.verify.TableVerifier;
import dev.frazil.verify.Unverifiable;
import dev.frazil.verify.Verdict;
import dev.frazil.verify.VerifyOptions;
import dev.frazil.verify.VerifyProgress;
import dev.frazil.verify.Violations;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Table;

/** What the product's own verification says of each table, beside the checker. */
final class Proofs {
  private final Journal journal;
  private final List<String> lines = new ArrayList<>();

  Proofs(Journal journal) {
    this.journal = journal;
  }

  void add(Table table) {
    Verdict verdict =
        TableVerifier.verify(
            table, LedgerId.DEFAULT, VerifyOptions.standard(), VerifyProgress.NONE);
    if (verdict instanceof Certificate proven) {
      lines.add(
          "%s proven: %d rows, %d files, %d gaps, %d notices"
              .formatted(
                  proven.table(),
                  proven.rows(),
                  proven.files(),
                  proven.gaps(),
                  proven.notices().size()));
    } else if (verdict instanceof Violations violated) {
      journal.finding(
          "verify "
              + violated.table()
              + ": "
              + violated.first().kind()
              + " "
              + violated.first().sentence());
    } else if (verdict instanceof Unverifiable unknown) {
      journal.finding("verify " + unknown.table() + ": cannot be verified, " + unknown.reason());
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
