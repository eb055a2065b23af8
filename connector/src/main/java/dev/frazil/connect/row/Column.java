package dev.frazil.connect.row;

import static dev.frazil.transforms.reject.RejectReason.MISSING_REQUIRED_FIELD;

import org.apache.iceberg.types.Types.NestedField;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * One column of a struct: where it lies, which field of the value it comes from and how. The source
 * is null where values have no schema, and where their schema has no such field.
 */
record Column(int position, NestedField target, @Nullable Field source, Conversion conversion) {

  String name() {
    return target.name();
  }

  /** Stores what the struct holds for the column; the struct must have the field's schema. */
  @Nullable Refusal fill(Struct struct, Row row) {
    return source == null ? storeAbsent(row) : store(valueIn(struct, source), row);
  }

  /** An explicit null of an optional field is null, whatever default its schema declares. */
  static @Nullable Object valueIn(Struct struct, Field field) {
    boolean nullMeansDefault =
        !field.schema().isOptional() || field.schema().defaultValue() == null;
    return nullMeansDefault ? struct.get(field) : struct.getWithoutDefault(field.name());
  }

  /** Stores the value, or null, unless it does not fit. */
  @Nullable Refusal store(@Nullable Object value, Row row) {
    if (value == null) {
      return storeNull(row);
    }
    Object converted = conversion.convert(value);
    if (converted instanceof Refusal refusal) {
      return refusal.inField(name());
    }
    row.setValue(position, converted);
    return null;
  }

  @Nullable Refusal storeNull(Row row) {
    if (target.isRequired()) {
      return Refusal.here(MISSING_REQUIRED_FIELD, "Required field is missing or null")
          .inField(name());
    }
    row.setNull(position);
    return null;
  }

  /** Stores the column's own default for a value that does not have the field. */
  @Nullable Refusal storeAbsent(Row row) {
    @Nullable Object byDefault = target.writeDefault();
    if (byDefault == null) {
      return storeNull(row);
    }
    row.setValue(position, byDefault);
    return null;
  }
}
