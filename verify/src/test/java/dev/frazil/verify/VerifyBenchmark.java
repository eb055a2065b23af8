package dev.frazil.verify;

import com.sun.management.OperatingSystemMXBean;
import dev.frazil.tables.ledger.LedgerId;
import dev.frazil.tables.ledger.StreamKey;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.parquet.Parquet;

/**
 * How many rows a second are verified, by the clock and by CPU time. Arguments: a directory for the
 * files, rows in all, rows per file, threads, rounds, and {@code ordered} (three partitions in
 * turns of 500 records, as the sink writes them) or {@code shuffled} (rows in no order, as a
 * sorting compaction leaves them).
 */
public final class VerifyBenchmark {

  private static final int PARTITIONS = 3;
  private static final int TURN = 500;

  private final OperatingSystemMXBean machine =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final Table table;
  private final Path directory;
  private final boolean isShuffled;
  private final Random dice = new Random(1);

  private VerifyBenchmark(Table table, Path directory, boolean isShuffled) {
    this.table = table;
    this.directory = directory;
    this.isShuffled = isShuffled;
  }

  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]).toAbsolutePath();
    long rows = Long.parseLong(args[1]);
    int perFile = Integer.parseInt(args[2]);
    VerifyOptions options = new VerifyOptions(FileCheck.LENGTHS, Integer.parseInt(args[3]), 1);
    try (JdbcCatalog catalog = new JdbcCatalog()) {
      catalog.initialize(
          "lake",
          Map.of(
              "uri",
              "jdbc:h2:mem:verify;DB_CLOSE_DELAY=-1",
              "jdbc.schema-version",
              "V1",
              "warehouse",
              directory.toString(),
              "io-impl",
              LocalFiles.class.getName()));
      catalog.createNamespace(Namespace.of("silver"));
      Table table =
          catalog
              .buildTable(TableIdentifier.of("silver", "views"), TestingLake.SCHEMA)
              .withLocation(directory.resolve("table").toString())
              .withPartitionSpec(PartitionSpec.unpartitioned())
              .create();
      VerifyBenchmark benchmark = new VerifyBenchmark(table, directory, args[5].equals("shuffled"));
      benchmark.fill(rows, perFile);
      for (int round = 0; round < Integer.parseInt(args[4]); round++) {
        benchmark.measure(options);
      }
    }
  }

  private void measure(VerifyOptions options) {
    long before = machine.getProcessCpuTime();
    Verdict verdict = TableVerifier.verify(table, LedgerId.DEFAULT, options, VerifyProgress.NONE);
    if (verdict instanceof Certificate certificate) {
      double cpuSeconds = (machine.getProcessCpuTime() - before) / 1e9;
      System.out.printf(
          "%,d rows in %,d files: %.2f s, %,.0f rows/s; %.2f s of CPU, %,.0f rows per CPU second%n",
          certificate.rows(),
          certificate.files(),
          certificate.seconds(),
          certificate.rowsPerSecond(),
          cpuSeconds,
          certificate.rows() / cpuSeconds);
    } else {
      throw new IllegalStateException("Cannot accept " + verdict);
    }
  }

  private void fill(long rows, int perFile) throws IOException {
    long next = 0;
    int number = 0;
    while (next < rows) {
      long end = next + perFile;
      TestingCommit commit =
          new TestingCommit(
              table,
              LedgerId.DEFAULT,
              none -> {
                throw new IllegalStateException("rows come as files");
              });
      for (int partition = 0; partition < PARTITIONS; partition++) {
        commit.claim(
            key(partition),
            next / PARTITIONS,
            end / PARTITIONS,
            end / PARTITIONS - next / PARTITIONS);
      }
      commit.file(write(next / PARTITIONS, end / PARTITIONS, number++));
      commit.commit();
      next = end;
    }
  }

  private DataFile write(long start, long end, int number) throws IOException {
    List<long[]> places = new ArrayList<>();
    for (long turn = start; turn < end; turn += TURN) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        for (long offset = turn; offset < Math.min(end, turn + TURN); offset++) {
          places.add(new long[] {partition, offset});
        }
      }
    }
    if (isShuffled) {
      Collections.shuffle(places, dice);
    }
    DataWriter<Record> writer =
        Parquet.writeData(
                table
                    .io()
                    .newOutputFile(directory.resolve("data-" + number + ".parquet").toString()))
            .schema(table.schema())
            .createWriterFunc(GenericParquetWriter::create)
            .withSpec(table.spec())
            .set("write.parquet.compression-codec", "zstd")
            .overwrite()
            .build();
    try (writer) {
      Record row = GenericRecord.create(TestingLake.SCHEMA);
      for (long[] place : places) {
        StreamKey key = key((int) place[0]);
        row.setField("id", dice.nextLong());
        row.setField("_kafka_topic_id", key.topicId());
        row.setField("_kafka_topic", key.topic());
        row.setField("_kafka_partition", key.partition());
        row.setField("_kafka_offset", place[1]);
        writer.write(row);
      }
    }
    return writer.toDataFile();
  }

  private static StreamKey key(int partition) {
    return new StreamKey("uGx1Zr2bQ1eMd3V9Jm0c1A", "events_views", partition);
  }
}
