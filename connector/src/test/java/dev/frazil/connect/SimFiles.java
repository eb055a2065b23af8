package dev.frazil.connect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.catalog.TableIdentifier;

/** Data files of simulated tables: the records whose rows are in them. */
final class SimFiles {
  private final Map<String, List<SimRecord>> contents = new HashMap<>();
  private final Map<Integer, SimRecord> records = new HashMap<>();

  DataFile write(TableIdentifier table, UUID uuid, List<SimRecord> rows) {
    String path = "memory:/" + table.name() + "/" + uuid + "/" + contents.size() + ".parquet";
    contents.put(path, List.copyOf(rows));
    rows.forEach(row -> records.put(row.number(), row));
    return DataFiles.builder(PartitionSpec.unpartitioned())
        .withPath(path)
        .withFileSizeInBytes(1_000)
        .withRecordCount(rows.size())
        .build();
  }

  /** A record that some file has a row of. */
  SimRecord record(int number) {
    return Objects.requireNonNull(records.get(number));
  }

  List<SimRecord> contents(DataFile file) {
    return Objects.requireNonNull(contents.get(file.location()));
  }
}
