package dev.frazil.connect.replay;

import dev.frazil.connect.assign.Origin;
import dev.frazil.connect.row.KafkaColumns;
import dev.frazil.connect.table.LoadedTable;
import dev.frazil.connect.table.OpenTable;
import dev.frazil.connect.table.TableCreation;
import dev.frazil.connect.table.TableRefusedException;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * A table that records lead to, and which of them it takes: by the routes, its columns and its
 * ledger. Unless nothing is to be written, it is made and given columns as the sink would. One
 * thread.
 */
final class TargetTable {
  private final TableIdentifier name;
  private final ReplayParts parts;
  private @Nullable LoadedTable loaded;
  private @Nullable OpenTable open;

  TargetTable(TableIdentifier name, ReplayParts parts) {
    this.name = name;
    this.parts = parts;
  }

  TableIdentifier name() {
    return name;
  }

  /** Whatever was written and not completed is given up; the table is looked at again. */
  void forget() {
    loaded = null;
    OpenTable last = open;
    open = null;
    if (last != null) {
      last.abandon();
    }
  }

  /** The table as it was when it was looked at; nothing when there is none. */
  Optional<LoadedTable> loaded() {
    if (loaded == null) {
      loaded = parts.loader().find(name).join().orElse(null);
    }
    return Optional.ofNullable(loaded);
  }

  /** The table as it is now. */
  LoadedTable reloaded() {
    forget();
    return loaded().orElseThrow(() -> new NoSuchTableException("Table %s is gone", name));
  }

  /** For writing. */
  OpenTable open() {
    OpenTable current = open;
    if (current == null) {
      current =
          loaded()
              .orElseThrow(
                  () -> new IllegalStateException("Cannot open " + name + ": it is not there"))
              .open(parts.config().taskId());
      open = current;
    }
    return current;
  }

  /** Where a record lies by the ledger of the table as it was looked at. */
  Position position(Letter letter) {
    Origin origin = loaded().map(table -> table.origin(letter.stream())).orElse(Origin.NONE);
    return parts.positions().of(name, origin, letter.stream(), letter.offset());
  }

  /** Why the table does not take a record; nothing when it does. */
  Optional<Outcome> objection(Candidate candidate) {
    SinkRecord record = candidate.record();
    if (loaded().isEmpty() && !mayBeMade(record)) {
      return rejected(routeRefusal(record));
    }
    if (parts.mode() != ReplayMode.TO_TOPIC
        && position(candidate.letter()) instanceof Position.Ahead ahead) {
      return Optional.of(new Outcome.NotYet(ahead.why()));
    }
    if (loaded().isEmpty()) {
      Rejection obstacle = obstacle(record);
      if (obstacle != null || !isToBeChanged()) {
        return rejected(obstacle);
      }
      Rejection refusal = make(record);
      if (refusal != null) {
        return rejected(refusal);
      }
    }
    if (!parts.routes().admits(record.topic(), loaded().orElseThrow())) {
      return rejected(parts.routes().refusal(record));
    }
    if (open().lacksColumnsOf(record)) {
      if (!isToBeChanged()) {
        return Optional.empty();
      }
      evolve(record);
    }
    Rejection refusal = open().refusal(record);
    return refusal == null || candidate.tables().size() == 1
        ? rejected(refusal)
        : rejected(
            new Rejection(
                refusal.reason(), refusal.path(), "Table " + name + ": " + refusal.detail()));
  }

  /** Notes of each record whether the table lacks it; one that is not there lacks all. */
  void findLacking(List<Candidate> candidates) {
    List<Candidate> lacking =
        loaded().isPresent() && tellsOrigins()
            ? Presence.lackedBy(loaded().get(), candidates)
            : candidates;
    lacking.forEach(each -> each.wasLackedBy(name));
  }

  private boolean tellsOrigins() {
    return parts.mode() != ReplayMode.TO_TOPIC
        || parts.config().rows().options().kafkaColumns() == KafkaColumns.ON;
  }

  private static Optional<Outcome> rejected(@Nullable Rejection why) {
    return why == null ? Optional.empty() : Optional.of(Outcome.Failed.of(why));
  }

  private boolean isToBeChanged() {
    return parts.mode() == ReplayMode.TO_TABLES;
  }

  private boolean mayBeMade(SinkRecord record) {
    return parts.routes().mayMake(record, name);
  }

  private Rejection routeRefusal(SinkRecord record) {
    Rejection refusal = parts.routes().withoutTable(record, name);
    return refusal == null ? parts.routes().refusal(record) : refusal;
  }

  /** Why no table can be made for the record; null when one can. */
  private @Nullable Rejection obstacle(SinkRecord record) {
    if (!parts.config().tables().autoCreate()) {
      return new Rejection(
          RejectReason.UNROUTABLE,
          "$",
          "Table " + name + " does not exist and iceberg.tables.auto-create-enabled is false");
    }
    return TableCreation.of(record, parts.config()).obstacle(name);
  }

  /** Makes the table; answers why the catalog does not. */
  private @Nullable Rejection make(SinkRecord record) {
    try {
      loaded =
          parts
              .loader()
              .findOrCreate(name, TableCreation.of(record, parts.config()))
              .join()
              .orElseThrow();
      return null;
    } catch (RuntimeException e) {
      String why = parts.routes().areOpenEnded() ? TableRefusedException.reason(e) : null;
      if (why == null) {
        throw e;
      }
      parts.routes().refused(name, why);
      return parts.routes().refusal(record);
    }
  }

  private void evolve(SinkRecord record) {
    forget();
    loaded =
        parts
            .loader()
            .evolve(name, TableCreation.of(record, parts.config()).shape())
            .join()
            .orElseThrow(() -> new NoSuchTableException("Table %s is gone", name));
  }
}
