package dev.frazil.connect.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.connect.row.Row;
import dev.frazil.connect.row.RowOptions;
import dev.frazil.connect.row.RowPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableWriterTest {
  private static final Schema EVENTS =
      new Schema(
          NestedField.required(1, "event_id", Types.StringType.get()),
          NestedField.required(2, "event_ts", Types.TimestampType.withZone()),
          NestedField.optional(3, "user_id", Types.LongType.get()),
          NestedField.optional(4, "rating", Types.DoubleType.get()));
  private static final PartitionSpec BY_DAY =
      PartitionSpec.builderFor(EVENTS).day("event_ts").build();

  private final TestingTables tables = new TestingTables();

  private static Row row(Table table, Map<String, @Nullable Object> value) {
    Row row = Row.of(table.schema(), RowOptions.DEFAULTS);
    assertThat(RowPlan.compile(null, table.schema(), RowOptions.DEFAULTS).fill(value, row))
        .isNull();
    return row;
  }

  private static Map<String, @Nullable Object> event(String id, String timestamp) {
    Map<String, @Nullable Object> event = new HashMap<>();
    event.put("event_id", id);
    event.put("event_ts", timestamp);
    event.put("user_id", 7L);
    event.put("rating", 3.5);
    return event;
  }

  @Test
  void rowsGoToTheFileOfTheirPartition() {
    Table table = tables.create(EVENTS, BY_DAY, Map.of());
    TableWriter writer = TableWriter.open(table, WriterOptions.ofTask(3));
    writer.write(row(table, event("a", "2025-10-25T00:00:00Z")));
    writer.write(row(table, event("b", "2025-10-26T00:00:00Z")));
    writer.write(row(table, event("c", "2025-10-25T23:59:59.999999Z")));

    List<DataFile> files = writer.complete();

    assertThat(files).extracting(DataFile::recordCount).containsExactlyInAnyOrder(2L, 1L);
    TestingTables.append(table, files);
    assertThat(TestingTables.read(table))
        .extracting(record -> record.getField("event_id"))
        .containsExactlyInAnyOrder("a", "b", "c");
  }
}
