package dev.frazil.connect.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.connect.row.Row;
import dev.frazil.connect.row.RowOptions;
import dev.frazil.connect.row.RowPlan;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.jspecify.annotations.Nullable;

/** What is not refused comes out as it went in: random tables and values, Iceberg's reader. */
class RoundTripTest {
  private final TestingTables tables = new TestingTables();

  @Property(tries = 50, shrinking = ShrinkingMode.OFF)
  void everyValueIsReadBackAsItCameIn(@ForAll long seed) {
    RandomColumns columns = new RandomColumns(seed);
    org.apache.iceberg.Schema schema = columns.schema();
    Table table = tables.create(schema, columns.spec(schema), Map.of("format-version", "3"));
    RowPlan plan = RowPlan.compile(null, table.schema(), RowOptions.DEFAULTS);
    Row row = Row.of(table.schema(), RowOptions.DEFAULTS);
    TableWriter writer = TableWriter.open(table, new WriterOptions(0, Map.of(), 3));
    List<@Nullable Object> expected = new ArrayList<>();

    for (int i = 0; i < 25; i++) {
      RandomColumns.Sample value = columns.structValue(schema.asStruct());
      assertThat(plan.fill(value.in(), row)).isNull();
      if (writer.refuse(row) == null) {
        writer.write(row);
        expected.add(value.out());
      }
    }
    TestingTables.append(table, writer.complete());

    List<@Nullable Object> found = new ArrayList<>();
    TestingTables.read(table).forEach(record -> found.add(plain(record)));
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Record record) {
      List<@Nullable Object> fields = new ArrayList<>();
      for (int i = 0; i < record.size(); i++) {
        fields.add(plain(record.get(i)));
      }
      return fields;
    } else if (value instanceof List<?> list) {
      List<@Nullable Object> elements = new ArrayList<>();
      list.forEach(element -> elements.add(plain(element)));
      return elements;
    } else if (value instanceof Map<?, ?> map) {
      Map<@Nullable Object, @Nullable Object> entries = new HashMap<>();
      map.forEach((key, each) -> entries.put(key, plain(each)));
      return entries;
    }
    return value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value;
  }
}
