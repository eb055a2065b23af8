package dev.frazil.connect.row;

import dev.frazil.transforms.reject.Rejection;
import java.util.Map;
import java.util.Objects;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** A row of one column that was filled from one value. */
final class FilledColumn {
  private FilledColumn() {}

  static Object fill(@Nullable Schema source, Object value, Type target) {
    org.apache.iceberg.Schema table =
        new org.apache.iceberg.Schema(NestedField.optional(1, "f", target));
    Row row = Row.of(table, RowOptions.DEFAULTS);
    @Nullable Schema struct =
        source == null ? null : SchemaBuilder.struct().field("f", source).build();
    Object whole = struct == null ? Map.of("f", value) : new Struct(struct).put("f", value);
    @Nullable Rejection rejection =
        RowPlan.compile(struct, table, RowOptions.DEFAULTS).fill(whole, row);
    Object filled = rejection == null ? row.get(0, Object.class) : null;
    return rejection != null ? rejection.message() : Objects.requireNonNull(filled);
  }
}
