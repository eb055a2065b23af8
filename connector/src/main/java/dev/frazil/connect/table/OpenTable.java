package dev.frazil.connect.table;

import dev.frazil.connect.commit.TableLayout;
import dev.frazil.tables.ledger.StreamKey;
import dev.frazil.transforms.reject.Rejection;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** A table as one task writes to it, with the files of the open chunk. One thread. */
public interface OpenTable {
  TableIdentifier name();

  UUID uuid();

  /** Which schema and partition spec rows are written with. */
  TableLayout layout();

  /** Whether nothing was written since the last {@link #complete}. */
  boolean isClean();

  /**
   * Whether the table is to get columns, or wider ones, before the record is written. Asked before
   * each write.
   */
  default boolean lacksColumnsOf(SinkRecord record) {
    return false;
  }

  /**
   * Writes a record as a row; answers why it cannot be one.
   *
   * @throws WriteFailedException when the file cannot be written
   * @throws ConnectException when the table is one that cannot be written at all
   */
  @Nullable Rejection write(SinkRecord record, StreamKey key, long offset);

  /** Why a record cannot be a row; null when it can. Writes nothing. */
  @Nullable Rejection refusal(SinkRecord record);

  /** Bytes that the open chunk holds in memory and files, estimated. */
  long openBytes();

  /** Fields left out since the last call, for want of a column. */
  default long takeIgnoredFields() {
    return 0;
  }

  /**
   * Closes the files of the open chunk.
   *
   * @throws WriteFailedException when that fails; the open chunk can only be abandoned then
   */
  List<DataFile> complete();

  /** Gives the open chunk up; what was written of its files stays behind as orphans. */
  void abandon();
}
