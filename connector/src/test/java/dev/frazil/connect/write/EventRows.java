package dev.frazil.connect.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.connect.row.Row;
import dev.frazil.connect.row.RowOptions;
import dev.frazil.connect.row.RowPlan;
import dev.frazil.transforms.reject.Rejection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** Rows of a small table of events. */
final class EventRows {
  static final Schema SCHEMA =
      new Schema(
          NestedField.required(1, "event_id", Types.StringType.get()),
          NestedField.required(2, "event_ts", Types.TimestampType.withZone()),
          NestedField.optional(3, "user_id", Types.LongType.get()),
          NestedField.optional(4, "rating", Types.DoubleType.get()));
  static final PartitionSpec BY_DAY = PartitionSpec.builderFor(SCHEMA).day("event_ts").build();

  private final Row row = Row.of(SCHEMA, RowOptions.DEFAULTS);
  private final RowPlan plan = RowPlan.compile(null, SCHEMA, RowOptions.DEFAULTS);

  Row row(String id, String timestamp, Object user, @Nullable Double rating) {
    Map<String, @Nullable Object> event = new HashMap<>();
    event.put("event_id", id);
    event.put("event_ts", timestamp);
    event.put("user_id", user);
    event.put("rating", rating);
    assertThat(plan.fill(event, row)).isNull();
    return row;
  }

  Row row(String id, String timestamp) {
    return row(id, timestamp, 7L, 3.5);
  }

  /** Why an event is no row. */
  @Nullable Rejection reject(Map<String, ?> event) {
    return plan.fill(event, row);
  }

  static List<Object> ids(Table table) {
    List<Object> ids = new ArrayList<>();
    TestingTables.read(table).forEach(record -> ids.add(record.getField("event_id")));
    return ids;
  }
}
