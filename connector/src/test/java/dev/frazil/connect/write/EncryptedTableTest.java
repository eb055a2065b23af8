package dev.frazil.connect.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.connect.row.Row;
import dev.frazil.connect.row.RowOptions;
import dev.frazil.connect.row.RowPlan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.encryption.EncryptedFiles;
import org.apache.iceberg.encryption.EncryptionManager;
import org.apache.iceberg.encryption.EncryptionUtil;
import org.apache.iceberg.encryption.KeyManagementClient;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.LocationProvider;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.Test;

/** Tables that Iceberg encrypts: Parquet encrypts each file with the key that it is given. */
class EncryptedTableTest {
  private static final Schema EVENTS =
      new Schema(
          NestedField.required(1, "event_id", Types.StringType.get()),
          NestedField.required(2, "user_id", Types.LongType.get()),
          NestedField.optional(3, "rating", Types.DoubleType.get()));
  private static final Map<String, String> PROPERTIES =
      Map.of(
          TableProperties.ENCRYPTION_TABLE_KEY, "key",
          TableProperties.FORMAT_VERSION, "3",
          TableProperties.PARQUET_PAGE_ROW_LIMIT, "10",
          TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES, "1000",
          TableProperties.PARQUET_ROW_GROUP_CHECK_MIN_RECORD_COUNT, "5");

  private final EncryptionManager encryption =
      EncryptionUtil.createEncryptionManager(List.of(), PROPERTIES, new SameKey());

  @Test
  void rowsAreReadWithTheKeyAndNotWithoutIt() throws IOException {
    Table plain = new TestingTables().create(EVENTS, PartitionSpec.unpartitioned(), PROPERTIES);
    TableOperations operations = ((HasTableOperations) plain).operations();
    Table table = new BaseTable(new Encrypted(operations, encryption), plain.name());
    TableWriter writer = TableWriter.open(table, WriterOptions.ofTask(0));
    Row row = Row.of(EVENTS, RowOptions.DEFAULTS);
    RowPlan plan = RowPlan.compile(null, EVENTS, RowOptions.DEFAULTS);
    List<String> expected = new ArrayList<>();
    for (long i = 0; i < 200; i++) {
      assertThat(plan.fill(Map.of("event_id", "e" + i, "user_id", i, "rating", i / 2.0), row))
          .isNull();
      writer.write(row);
      expected.add("e" + i);
    }

    DataFile file = writer.complete().get(0);

    assertThat(file.splitOffsets()).hasSizeGreaterThan(2);
    InputFile stored = table.io().newInputFile(file.location());
    assertThat(ids(encryption.decrypt(EncryptedFiles.encryptedInput(stored, file.keyMetadata()))))
        .isEqualTo(expected);
    assertThatThrownBy(() -> ids(stored)).hasMessageContaining("encrypted");
  }

  private static List<String> ids(InputFile file) throws IOException {
    List<String> ids = new ArrayList<>();
    try (CloseableIterable<Record> records =
        Parquet.read(file)
            .project(EVENTS)
            .createReaderFunc(type -> GenericParquetReaders.buildReader(EVENTS, type))
            .build()) {
      records.forEach(record -> ids.add((String) record.getField("event_id")));
    }
    return ids;
  }

  /** A key service that wraps nothing: what it gives is what it got. */
  private static final class SameKey implements KeyManagementClient {
    private static final long serialVersionUID = 1;

    @Override
    public ByteBuffer wrapKey(ByteBuffer key, String wrappingKeyId) {
      return key;
    }

    @Override
    public ByteBuffer unwrapKey(ByteBuffer wrappedKey, String wrappingKeyId) {
      return wrappedKey;
    }

    @Override
    public void initialize(Map<String, String> properties) {}
  }

  private record Encrypted(TableOperations plain, EncryptionManager encryption)
      implements TableOperations {
    @Override
    public TableMetadata current() {
      return plain.current();
    }

    @Override
    public TableMetadata refresh() {
      return plain.refresh();
    }

    @Override
    public void commit(TableMetadata base, TableMetadata metadata) {
      plain.commit(base, metadata);
    }

    @Override
    public FileIO io() {
      return plain.io();
    }

    @Override
    public String metadataFileLocation(String name) {
      return plain.metadataFileLocation(name);
    }

    @Override
    public LocationProvider locationProvider() {
      return plain.locationProvider();
    }
  }
}
