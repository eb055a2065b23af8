package dev.frazil.connect.replay;

import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** A record that passes so far, on its way into its tables. */
final class Candidate {
  private final Letter letter;
  private final SinkRecord record;
  private final List<TableIdentifier> tables;
  private final List<TableIdentifier> lacking = new ArrayList<>();
  private @Nullable Outcome objection;

  Candidate(Letter letter, SinkRecord record, List<TableIdentifier> tables) {
    this.letter = letter;
    this.record = record;
    this.tables = tables;
  }

  Letter letter() {
    return letter;
  }

  /** As the sink would get it. */
  SinkRecord record() {
    return record;
  }

  List<TableIdentifier> tables() {
    return tables;
  }

  boolean goesTo(TableIdentifier table) {
    return objection == null && tables.contains(table);
  }

  /** Some table does not take it, so that none gets more of it. */
  void object(Outcome why) {
    objection = why;
  }

  /** A table did not have it. */
  void wasLackedBy(TableIdentifier table) {
    lacking.add(table);
  }

  Outcome outcome() {
    if (objection != null) {
      return objection;
    }
    return lacking.isEmpty() ? new Outcome.AlreadyThere() : new Outcome.Replayed(lacking);
  }
}
