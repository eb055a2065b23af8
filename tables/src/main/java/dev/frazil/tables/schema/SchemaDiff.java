package dev.frazil.tables.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** Compares a table with the columns that somebody asks for, by name. */
public final class SchemaDiff {
  /** A table with so many fields, nested ones counted, gets no more. */
  public static final int MOST_FIELDS = 1_000;

  private final Set<Integer> typesAreFixed = new HashSet<>();
  private final Set<Integer> neverOptional;
  private final boolean isFull;
  private final List<SchemaChange> changes = new ArrayList<>();

  private SchemaDiff(Table table) {
    for (PartitionSpec spec : table.specs().values()) {
      for (PartitionField field : spec.fields()) {
        typesAreFixed.add(field.sourceId());
      }
    }
    neverOptional = table.schema().identifierFieldIds();
    isFull = TypeUtil.indexById(table.schema().asStruct()).size() >= MOST_FIELDS;
  }

  /**
   * What the table lacks of the wanted columns: columns, at any depth; wider types; and that a
   * column may be null, because the wanted one may be or is not there. What would take something
   * from the table is left out: removals, other types, and names that differ from a column's only
   * in case. So are types of columns that partition the table, or did.
   */
  public static List<SchemaChange> additions(Table table, Schema wanted) {
    SchemaDiff diff = new SchemaDiff(table);
    diff.compare(null, table.schema().asStruct(), wanted.asStruct());
    return List.copyOf(diff.changes);
  }

  private void compare(@Nullable String path, Types.StructType has, Types.StructType wanted) {
    for (NestedField field : wanted.fields()) {
      NestedField column = has.field(field.name());
      if (column != null) {
        compare(child(path, field.name()), column, field);
      } else if (!isFull && has.caseInsensitiveField(field.name()) == null) {
        changes.add(new SchemaChange.AddColumn(path, field.name(), field.type(), field.doc()));
      }
    }
    for (NestedField column : has.fields()) {
      if (wanted.field(column.name()) == null) {
        makeOptional(child(path, column.name()), column);
      }
    }
  }

  private void compare(String path, NestedField column, NestedField wanted) {
    if (wanted.isOptional()) {
      makeOptional(path, column);
    }
    Type has = column.type();
    Type type = wanted.type();
    if (has.isStructType() && type.isStructType()) {
      compare(path, has.asStructType(), type.asStructType());
    } else if (has.isListType() && type.isListType()) {
      compare(
          path + ".element", has.asListType().fields().get(0), type.asListType().fields().get(0));
    } else if (has.isMapType() && type.isMapType()) {
      compare(path + ".value", has.asMapType().fields().get(1), type.asMapType().fields().get(1));
    } else if (isWider(has, type) && !typesAreFixed.contains(column.fieldId())) {
      changes.add(new SchemaChange.Widen(path, has.asPrimitiveType(), type.asPrimitiveType()));
    }
  }

  private void makeOptional(String path, NestedField column) {
    if (column.isRequired() && !neverOptional.contains(column.fieldId())) {
      changes.add(new SchemaChange.MakeOptional(path));
    }
  }

  /** The promotions of the Iceberg specification that all format versions know. */
  private static boolean isWider(Type has, Type wanted) {
    return switch (has.typeId()) {
      case INTEGER -> wanted.typeId() == Type.TypeID.LONG;
      case FLOAT -> wanted.typeId() == Type.TypeID.DOUBLE;
      case DECIMAL ->
          wanted instanceof Types.DecimalType more
              && more.scale() == ((Types.DecimalType) has).scale()
              && more.precision() > ((Types.DecimalType) has).precision();
      default -> false;
    };
  }

  private static String child(@Nullable String path, String name) {
    return path == null ? name : path + "." + name;
  }
}
