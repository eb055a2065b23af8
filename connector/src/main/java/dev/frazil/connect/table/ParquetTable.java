package dev.frazil.connect.table;

import dev.frazil.connect.commit.CommitFailures;
import dev.frazil.connect.commit.TableLayout;
import dev.frazil.connect.row.Row;
import dev.frazil.connect.row.RowOptions;
import dev.frazil.connect.row.RowPlans;
import dev.frazil.connect.row.ShapeOptions;
import dev.frazil.connect.row.TableShape;
import dev.frazil.connect.write.TableWriter;
import dev.frazil.connect.write.WriterOptions;
import dev.frazil.tables.ledger.StreamKey;
import dev.frazil.transforms.reject.Rejection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** A table whose rows go to Parquet files: its row plans, and the files of the open chunk. */
final class ParquetTable implements OpenTable {
  private static final int MOST_SCHEMAS = 1_000;

  private final TableIdentifier name;
  private final Table table;
  private final WriterOptions writing;
  private final RowPlans plans;
  private final Row row;
  private final Optional<ShapeOptions> growth;
  private final Set<Schema> fitting = Collections.newSetFromMap(new IdentityHashMap<>());
  private long ignoredFields;
  private @Nullable TableWriter writer;

  ParquetTable(
      TableIdentifier name,
      Table table,
      RowOptions options,
      Optional<ShapeOptions> growth,
      WriterOptions writing) {
    this.name = name;
    this.table = table;
    this.writing = writing;
    this.plans = new RowPlans(table.schema(), options);
    this.row = Row.of(table.schema(), options);
    this.growth = growth;
  }

  @Override
  public TableIdentifier name() {
    return name;
  }

  @Override
  public UUID uuid() {
    return table.uuid();
  }

  @Override
  public TableLayout layout() {
    return TableLayout.of(table);
  }

  @Override
  public boolean isClean() {
    return writer == null;
  }

  @Override
  public boolean lacksColumnsOf(SinkRecord record) {
    Schema schema = record.valueSchema();
    if (growth.isEmpty() || schema == null || fitting.contains(schema)) {
      return false;
    }
    TableShape shape = TableShape.of(schema, record.value(), growth.get());
    if (!new TableEvolution(table, shape).changes().isEmpty()) {
      return true;
    }
    if (fitting.size() >= MOST_SCHEMAS) {
      fitting.clear();
    }
    fitting.add(schema);
    return false;
  }

  @Override
  public @Nullable Rejection write(SinkRecord record, StreamKey key, long offset) {
    Rejection rejection = plans.of(record.valueSchema()).fill(record.value(), row);
    if (rejection == null) {
      row.origin(key, offset);
      rejection = append();
    }
    return rejection;
  }

  @Override
  public @Nullable Rejection refusal(SinkRecord record) {
    ignoredFields += plans.takeIgnoredFields();
    Rejection rejection = plans.of(record.valueSchema()).fill(record.value(), row);
    plans.takeIgnoredFields();
    return rejection == null ? writer().refuse(row) : rejection;
  }

  @Override
  public long openBytes() {
    return writer == null ? 0 : writer.bufferedBytes();
  }

  @Override
  public long takeIgnoredFields() {
    long ignored = ignoredFields + plans.takeIgnoredFields();
    ignoredFields = 0;
    return ignored;
  }

  @Override
  public List<DataFile> complete() {
    if (writer == null) {
      return List.of();
    }
    try {
      List<DataFile> files = writer.complete();
      writer = null;
      return files;
    } catch (RuntimeException e) {
      throw failed(e);
    }
  }

  @Override
  public void abandon() {
    TableWriter open = writer;
    writer = null;
    if (open != null) {
      open.abandon();
    }
  }

  private @Nullable Rejection append() {
    TableWriter open = writer();
    try {
      Rejection rejection = open.refuse(row);
      if (rejection == null) {
        open.write(row);
      }
      return rejection;
    } catch (RuntimeException e) {
      throw failed(e);
    }
  }

  private TableWriter writer() {
    if (writer == null) {
      try {
        writer = TableWriter.open(table, writing);
      } catch (IllegalArgumentException e) {
        throw new ConnectException("Cannot write to table " + name + ": " + e.getMessage(), e);
      } catch (RuntimeException e) {
        throw failed(e);
      }
    }
    return writer;
  }

  /** A file that nobody may write stops the task; any other is written again. */
  private RuntimeException failed(RuntimeException cause) {
    return CommitFailures.isFinal(cause)
        ? new ConnectException(
            "Cannot write data files of " + name + ": " + CommitFailures.explain(cause), cause)
        : new WriteFailedException(name, cause);
  }
}
