package dev.frazil.connect.row;

import static dev.frazil.transforms.reject.RejectReason.TABLE_REJECTED;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** How the fields of structs, or of maps that have no schema, fill the columns of a struct. */
final class StructPlan {
  private final boolean hasSchema;
  private final Column[] columns;
  private final Set<String> names = new HashSet<>();
  private final Field[] unknown;
  private final UnknownFields policy;
  private final IgnoredFields ignored;

  private StructPlan(
      boolean hasSchema,
      List<Column> columns,
      List<Field> unknown,
      UnknownFields policy,
      IgnoredFields ignored) {
    this.hasSchema = hasSchema;
    this.columns = columns.toArray(new Column[0]);
    for (Column column : columns) {
      names.add(column.name());
    }
    this.unknown = unknown.toArray(new Field[0]);
    this.policy = policy;
    this.ignored = ignored;
  }

  /** A plan for structs of one schema, which has fields that are no columns. */
  static StructPlan ofStructs(
      List<Column> columns, List<Field> unknown, UnknownFields policy, IgnoredFields ignored) {
    return new StructPlan(true, columns, unknown, policy, ignored);
  }

  /** A plan for maps without schema. */
  static StructPlan ofMaps(List<Column> columns, UnknownFields policy, IgnoredFields ignored) {
    return new StructPlan(false, columns, List.of(), policy, ignored);
  }

  boolean hasSchema() {
    return hasSchema;
  }

  List<Column> columns() {
    return List.of(columns);
  }

  /** Fills the row, or says why it cannot; the row is not to be used then. */
  @Nullable Refusal fill(Struct struct, Row row) {
    for (Column column : columns) {
      @Nullable Refusal refusal = column.fill(struct, row);
      if (refusal != null) {
        return refusal;
      }
    }
    return unknownOf(struct);
  }

  /** Counts the fields that have no column, or refuses the first, as the policy says. */
  @Nullable Refusal unknownOf(Struct struct) {
    for (Field field : unknown) {
      if (struct.getWithoutDefault(field.name()) != null) {
        @Nullable Refusal refusal = unknown(field.name());
        if (refusal != null) {
          return refusal;
        }
      }
    }
    return null;
  }

  /** Fills the row, or says why it cannot; the row is not to be used then. */
  @Nullable Refusal fill(Map<?, ?> map, Row row) {
    int known = 0;
    for (Column column : columns) {
      @Nullable Object value = map.get(column.name());
      boolean there = value != null || map.containsKey(column.name());
      known += there ? 1 : 0;
      @Nullable Refusal refusal = there ? column.store(value, row) : column.storeAbsent(row);
      if (refusal != null) {
        return refusal;
      }
    }
    return known == map.size() ? null : unknownOf(map);
  }

  private @Nullable Refusal unknownOf(Map<?, ?> map) {
    for (Object key : map.keySet()) {
      if (!names.contains(key)) {
        @Nullable Refusal refusal = unknown(String.valueOf(key));
        if (refusal != null) {
          return refusal;
        }
      }
    }
    return null;
  }

  private @Nullable Refusal unknown(String name) {
    return switch (policy) {
      case IGNORE -> {
        ignored.add(1);
        yield null;
      }
      case REJECT -> Refusal.here(TABLE_REJECTED, "The table has no such column").inField(name);
    };
  }
}
