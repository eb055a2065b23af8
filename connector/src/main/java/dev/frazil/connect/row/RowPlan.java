package dev.frazil.connect.row;

import static dev.frazil.transforms.reject.RejectReason.NULL_VALUE;
import static dev.frazil.transforms.reject.RejectReason.TABLE_REJECTED;
import static dev.frazil.transforms.reject.RejectReason.WRONG_TYPE;

import dev.frazil.tables.OriginColumns;
import dev.frazil.transforms.contract.EventStruct;
import dev.frazil.transforms.reject.Rejection;
import java.util.Map;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * How values of one Connect schema, or of none, become rows of one table. Compiled once for the
 * pair; one thread.
 */
public final class RowPlan {
  private final @Nullable Schema schema;
  private final StructPlan fields;
  private final EventPlan events;
  private final @Nullable Refusal misfit;

  private RowPlan(@Nullable Schema schema, StructPlan fields, @Nullable Refusal misfit) {
    this.schema = schema;
    this.fields = fields;
    this.events = EventPlan.of(fields);
    this.misfit = misfit;
  }

  /**
   * The plan for values of the schema; null stands for values without schema, that is maps. Where a
   * field cannot become its column the plan is made all the same and rejects the records that have
   * the field.
   */
  public static RowPlan compile(
      @Nullable Schema schema, org.apache.iceberg.Schema table, RowOptions options) {
    return compile(schema, table, options, new IgnoredFields());
  }

  /** The same; fields that are left out are counted there. */
  static RowPlan compile(
      @Nullable Schema schema,
      org.apache.iceberg.Schema table,
      RowOptions options,
      IgnoredFields ignored) {
    @Nullable Schema struct = isStruct(schema) ? schema : null;
    StructPlan fields = new Mapping(options, ignored).table(struct, table.asStruct());
    return new RowPlan(schema, fields, misfit(schema, table.asStruct(), options));
  }

  private static boolean isStruct(@Nullable Schema schema) {
    return schema != null && schema.type() == Schema.Type.STRUCT;
  }

  /** Why no record at all can become a row of the table, or null. */
  public static @Nullable Rejection obstacle(org.apache.iceberg.Schema table, RowOptions options) {
    @Nullable Refusal refusal = misfit(table.asStruct(), options);
    return refusal == null ? null : refusal.asRejection();
  }

  private static @Nullable Refusal misfit(Types.StructType table, RowOptions options) {
    for (NestedField column : table.fields()) {
      if (options.kafkaColumns().claims(column.name())
          && !column.type().equals(OriginColumns.typeOf(column.name()))) {
        return Refusal.here(TABLE_REJECTED, kafkaColumnOfOtherType(column)).inField(column.name());
      }
    }
    return null;
  }

  private static @Nullable Refusal misfit(
      @Nullable Schema schema, Types.StructType table, RowOptions options) {
    @Nullable Refusal ofTable = misfit(table, options);
    if (ofTable != null) {
      return ofTable;
    }
    return schema == null || isStruct(schema) || schema.type() == Schema.Type.MAP
        ? null
        : Refusal.here(WRONG_TYPE, "Cannot write a value of type " + schema.type() + " as a row");
  }

  private static String kafkaColumnOfOtherType(NestedField column) {
    return "Cannot fill column "
        + column.name()
        + ": it is of type "
        + column.type()
        + " (expected "
        + OriginColumns.typeOf(column.name())
        + ")";
  }

  /**
   * Fills every column of the row that comes from the value. The row is whole when the answer is
   * null and must not be written otherwise.
   */
  public @Nullable Rejection fill(@Nullable Object value, Row row) {
    @Nullable Refusal refusal = misfit != null ? misfit : fillFrom(value, row);
    return refusal == null ? null : refusal.asRejection();
  }

  private @Nullable Refusal fillFrom(@Nullable Object value, Row row) {
    if (value instanceof Struct struct && fields.hasSchema()) {
      return fillFrom(struct, row);
    } else if (value instanceof Map<?, ?> map && !fields.hasSchema()) {
      return fields.fill(map, row);
    } else if (value == null) {
      return Refusal.here(NULL_VALUE, "Value is null");
    } else {
      return Refusal.here(
          WRONG_TYPE, "Cannot write " + ShownValue.of(value) + " as a row: not an object");
    }
  }

  private @Nullable Refusal fillFrom(Struct struct, Row row) {
    if (!struct.schema().equals(schema)) {
      return Refusal.here(
          TABLE_REJECTED, "Cannot write a struct as a row: its schema is not the record's");
    }
    return struct instanceof EventStruct event ? events.fill(event, row) : fields.fill(struct, row);
  }
}
