package dev.frazil.connect.write;

import com.sun.management.ThreadMXBean;
import dev.frazil.connect.row.Row;
import dev.frazil.connect.row.RowOptions;
import dev.frazil.connect.row.RowPlans;
import dev.frazil.connect.row.ViewRows;
import dev.frazil.tables.ledger.StreamKey;
import dev.frazil.transforms.contract.EventContract;
import dev.frazil.transforms.contract.EventReader;
import dev.frazil.transforms.contract.EventStruct;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.parquet.InternalWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;

/**
 * What it costs to write a view event to Parquet: nanoseconds and allocated bytes per row, ours and
 * Iceberg's InternalWriter over the same rows. Arguments: rows, rounds, table properties {@code
 * key=value}.
 */
public final class WriteBenchmark {
  private static final int DISTINCT = 500_000;
  private static final StreamKey KEY = new StreamKey("uGx1Zr2bQ1eMd3V9Jm0c1A", "events_views", 1);

  private final ViewRows views = ViewRows.of(DISTINCT, 42);
  private final TestingTables tables = new TestingTables();
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Row row = Row.of(ViewRows.SCHEMA, RowOptions.DEFAULTS);
  private final EventReader reader;
  private final RowPlans plans = new RowPlans(ViewRows.SCHEMA, RowOptions.DEFAULTS);
  private final byte[][] json = new byte[DISTINCT][];
  private final int rows;
  private final Table table;

  private WriteBenchmark(int rows, Map<String, String> properties) throws IOException {
    this.rows = rows;
    Path contract =
        Path.of(System.getProperty("frazil.home"), "config/contracts/events_views.json");
    this.reader = EventContract.compile(Files.readString(contract)).reader(1_000_000);
    for (int i = 0; i < DISTINCT; i++) {
      json[i] = views.json(i);
    }
    this.table =
        tables.create(
            ViewRows.SCHEMA,
            PartitionSpec.builderFor(ViewRows.SCHEMA).day("event_ts").build(),
            properties);
  }

  private interface Body {
    long run();
  }

  private void measure(String name, Body body) {
    long thread = Thread.currentThread().getId();
    long bytesBefore = threads.getThreadAllocatedBytes(thread);
    long cpuBefore = threads.getCurrentThreadCpuTime();
    long size = body.run();
    long cpu = threads.getCurrentThreadCpuTime() - cpuBefore;
    long bytes = threads.getThreadAllocatedBytes(thread) - bytesBefore;
    System.out.printf(
        "%-10s %6.0f ns/row %6.0f bytes allocated/row %6.1f bytes of file/row%n",
        name, (double) cpu / rows, (double) bytes / rows, (double) size / rows);
  }

  private long fillOnly() {
    long sum = 0;
    for (int i = 0; i < rows; i++) {
      views.fill(i % DISTINCT, row);
      row.origin(KEY, i);
      sum += row.longAt(3);
    }
    return sum & 1;
  }

  private long frazil() {
    TableWriter writer = TableWriter.open(table, WriterOptions.ofTask(0));
    for (int i = 0; i < rows; i++) {
      views.fill(i % DISTINCT, row);
      row.origin(KEY, i);
      writer.write(row);
    }
    return sizeOf(writer.complete());
  }

  private long readOnly() {
    long sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += event(i).longAt(0);
    }
    return sum & 1;
  }

  private EventStruct event(int index) {
    return (EventStruct) reader.read(json[index % DISTINCT]);
  }

  private long readAndFill() {
    long sum = 0;
    for (int i = 0; i < rows; i++) {
      EventStruct event = event(i);
      if (plans.of(event.schema()).fill(event, row) != null) {
        throw new IllegalStateException("Cannot fill row " + i);
      }
      row.origin(KEY, i);
      sum += row.longAt(3);
    }
    return sum & 1;
  }

  private long readFillAndWrite() {
    TableWriter writer = TableWriter.open(table, WriterOptions.ofTask(0));
    for (int i = 0; i < rows; i++) {
      EventStruct event = event(i);
      if (plans.of(event.schema()).fill(event, row) != null) {
        throw new IllegalStateException("Cannot fill row " + i);
      }
      row.origin(KEY, i);
      writer.write(row);
    }
    return sizeOf(writer.complete());
  }

  private long internal() {
    try {
      DataWriter<Row> writer =
          Parquet.writeData(table.io().newOutputFile("memory:/internal-" + System.nanoTime()))
              .schema(table.schema())
              .setAll(table.properties())
              .withSpec(PartitionSpec.unpartitioned())
              .createWriterFunc(InternalWriter::createWriter)
              .build();
      for (int i = 0; i < rows; i++) {
        views.fill(i % DISTINCT, row);
        row.origin(KEY, i);
        writer.write(row);
      }
      writer.close();
      return sizeOf(List.of(writer.toDataFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long sizeOf(List<DataFile> files) {
    long size = 0;
    for (DataFile file : files) {
      size += file.fileSizeInBytes();
      table.io().deleteFile(file.location());
    }
    return size;
  }

  public static void main(String[] args) throws IOException {
    Map<String, String> properties = new HashMap<>();
    for (String argument : Arrays.asList(args).subList(2, args.length)) {
      properties.put(argument.split("=", 2)[0], argument.split("=", 2)[1]);
    }
    WriteBenchmark benchmark = new WriteBenchmark(Integer.parseInt(args[0]), properties);
    for (int round = 0; round < Integer.parseInt(args[1]); round++) {
      benchmark.measure("fill only", benchmark::fillOnly);
      benchmark.measure("frazil", benchmark::frazil);
      benchmark.measure("internal", benchmark::internal);
      benchmark.measure("read", benchmark::readOnly);
      benchmark.measure("+ fill", benchmark::readAndFill);
      benchmark.measure("+ write", benchmark::readFillAndWrite);
    }
  }
}
