package dev.frazil.connect;

import dev.frazil.connect.commit.TableLayout;
import dev.frazil.connect.table.OpenTable;
import dev.frazil.connect.table.WriteFailedException;
import dev.frazil.tables.ledger.StreamKey;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Writes files that hold records instead of rows, on a disk that fails. */
final class SimOpenTable implements OpenTable {
  private static final Rejection BAD = new Rejection(RejectReason.WRONG_TYPE, "$", "not an object");
  private static final int ROW_BYTES = 100;

  private final TableIdentifier name;
  private final UUID uuid;
  private final TableLayout layout;
  private final SimFiles files;
  private final SimFaults faults;
  private final List<SimRecord> rows = new ArrayList<>();
  private final List<Claim> claimed = new ArrayList<>();
  private boolean broken;

  SimOpenTable(
      TableIdentifier name, UUID uuid, TableLayout layout, SimFiles files, SimFaults faults) {
    this.name = name;
    this.uuid = uuid;
    this.layout = layout;
    this.files = files;
    this.faults = faults;
  }

  @Override
  public TableIdentifier name() {
    return name;
  }

  @Override
  public UUID uuid() {
    return uuid;
  }

  @Override
  public TableLayout layout() {
    return layout;
  }

  @Override
  public boolean isClean() {
    return rows.isEmpty() && !broken;
  }

  @Override
  public @Nullable Rejection write(SinkRecord given, StreamKey key, long offset) {
    SimRecord record = (SimRecord) given;
    requireIntact();
    requireTruth(record, key, offset);
    if (refusal(record) != null) {
      return BAD;
    }
    mayFail(SimFaults.Fault.WRITE_FAILS);
    rows.add(record);
    if (!key.topicId().isEmpty()) {
      claimed.add(new Claim(record, key));
    }
    return null;
  }

  @Override
  public @Nullable Rejection refusal(SinkRecord record) {
    return record.value() instanceof org.apache.kafka.connect.data.Struct ? null : BAD;
  }

  @Override
  public long openBytes() {
    return (long) rows.size() * ROW_BYTES;
  }

  @Override
  public List<DataFile> complete() {
    requireIntact();
    if (rows.isEmpty()) {
      return List.of();
    }
    mayFail(SimFaults.Fault.COMPLETE_FAILS);
    claimed.forEach(Claim::requireTruth);
    claimed.clear();
    DataFile file = files.write(name, uuid, rows);
    rows.clear();
    return List.of(file);
  }

  @Override
  public void abandon() {
    rows.clear();
    claimed.clear();
    broken = false;
  }

  private void requireTruth(SimRecord record, StreamKey key, long offset) {
    SimLog log = record.log();
    if (record.offset() != offset
        || !record.tables().contains(name)
        || !key.topic().equals(log.name().topic())
        || key.partition() != log.name().partition()) {
      throw new SimViolation(
          record.describe()
              + " is written to "
              + name
              + " as "
              + key.topicId()
              + " "
              + key
              + "@"
              + offset);
    }
  }

  /** A row and the stream that it is said to be of: a file is open until that is cleared up. */
  private record Claim(SimRecord record, StreamKey key) {
    void requireTruth() {
      if (!key.topicId().equals(record.log().topicId())) {
        throw new SimViolation(record.describe() + " is sealed as one of " + key.topicId());
      }
    }
  }

  private void requireIntact() {
    if (broken) {
      throw new SimViolation("a file of " + name + " is used that could not be written");
    }
  }

  private void mayFail(SimFaults.Fault fault) {
    if (faults.happens(fault)) {
      broken = true;
      throw new WriteFailedException(name, new RuntimeIOException("no space left"));
    }
  }
}
