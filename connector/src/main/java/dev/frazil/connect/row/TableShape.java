package dev.frazil.connect.row;

import static dev.frazil.transforms.reject.RejectReason.NULL_VALUE;
import static dev.frazil.transforms.reject.RejectReason.TABLE_REJECTED;
import static dev.frazil.transforms.reject.RejectReason.WRONG_TYPE;

import dev.frazil.transforms.reject.Rejection;
import java.util.Map;
import java.util.Objects;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.types.Types;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** The columns that a table for a value has, or why none can be made for it. */
public sealed interface TableShape {

  /** The columns; field ids are their own, and a catalog gives them new ones. */
  record Columns(org.apache.iceberg.Schema schema) implements TableShape {}

  /** No table can be made for the value. */
  record Shapeless(Rejection rejection) implements TableShape {}

  /**
   * The shape of a table for values of the schema. Without schema it is inferred from the value, a
   * map: all columns are optional then, and fields that are null or empty are left out, for they
   * show no type.
   */
  static TableShape of(@Nullable Schema schema, @Nullable Object value, ShapeOptions options) {
    if (schema == null && value == null) {
      return new Shapeless(new Rejection(NULL_VALUE, "$", "Value is null"));
    }
    ShapeBuilder builder = new ShapeBuilder(options);
    if (schema != null && schema.type() == Schema.Type.STRUCT) {
      return shape(builder.ofFields(schema), builder);
    } else if (value instanceof Map<?, ?> map) {
      return shape(builder.ofEntries(map), builder);
    }
    String shown =
        schema != null ? "type " + schema.type() : ShownValue.of(Objects.requireNonNull(value));
    String detail = "Cannot make a table for a value of " + shown + ": not an object";
    return new Shapeless(new Rejection(WRONG_TYPE, "$", detail));
  }

  private static TableShape shape(Types.StructType columns, ShapeBuilder builder) {
    @Nullable Refusal refusal = builder.refusal();
    if (refusal != null) {
      return new Shapeless(refusal.asRejection());
    } else if (columns.fields().isEmpty()) {
      String detail = "Cannot make a table for a value: none of its fields shows a type";
      return new Shapeless(new Rejection(TABLE_REJECTED, "$", detail));
    }
    try {
      return new Columns(builder.withKafkaColumns(columns));
    } catch (ValidationException e) {
      // A field "a.b" beside a field "a" with a field "b".
      String detail = "Cannot make a table for a value: " + e.getMessage();
      return new Shapeless(new Rejection(TABLE_REJECTED, "$", detail));
    }
  }
}
