package dev.frazil.connect.row;

import dev.frazil.tables.OriginColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.kafka.connect.data.Schema;

/**
 * The columns without which a table cannot hold every value of a schema whole, each row with the
 * Kafka record that it comes from. Immutable.
 */
public final class NeededColumns {
  private final org.apache.iceberg.Schema needed;

  private NeededColumns(org.apache.iceberg.Schema needed) {
    this.needed = needed;
  }

  /**
   * Those for values of a struct schema.
   *
   * @throws IllegalArgumentException when no table can be made for such values
   */
  public static NeededColumns of(Schema values) {
    TableShape shape = TableShape.of(values, null, ShapeOptions.DEFAULTS);
    if (shape instanceof TableShape.Shapeless shapeless) {
      throw new IllegalArgumentException(
          "Invalid schema of values: " + shapeless.rejection().detail());
    }
    return new NeededColumns(((TableShape.Columns) shape).schema());
  }

  /**
   * Why a table cannot hold all values, a clause for each column at fault; nothing when it can. It
   * may have wider columns, and further ones that may be null.
   */
  public List<String> complaints(org.apache.iceberg.Schema table) {
    List<String> complaints = new ArrayList<>();
    for (NestedField column : needed.columns()) {
      NestedField actual = table.asStruct().field(column.name());
      if (actual == null) {
        complaints.add(
            "there is no column " + column.name() + " (expected " + shown(column.type()) + ")");
      } else if (!fits(column, actual)) {
        complaints.add(
            "column "
                + column.name()
                + " is of type "
                + shown(actual.type())
                + " (expected "
                + shown(column.type())
                + ")");
      } else if (mayLackValue(column) && actual.isRequired()) {
        complaints.add("column " + column.name() + " is required (expected one that may be null)");
      }
    }
    for (NestedField column : table.columns()) {
      if (needed.asStruct().field(column.name()) == null && isOwed(column)) {
        complaints.add(
            "column "
                + column.name()
                + " is required, and nothing fills it (expected one that may"
                + " be null)");
      }
    }
    return complaints;
  }

  private static boolean isOrigin(NestedField column) {
    return OriginColumns.NAMES.contains(column.name());
  }

  /** Where a row comes from is always known. */
  private static boolean mayLackValue(NestedField column) {
    return column.isOptional() && !isOrigin(column);
  }

  /** Whether every row needs a value for a column that no value comes for. */
  private static boolean isOwed(NestedField column) {
    return column.isRequired() && column.writeDefault() == null;
  }

  private static boolean fits(NestedField needed, NestedField actual) {
    return isOrigin(needed)
        ? actual.type().equals(needed.type())
        : fits(needed.type(), actual.type());
  }

  private static boolean fits(Type needed, Type actual) {
    if (needed.isStructType() && actual.isStructType()) {
      return fits(needed.asStructType(), actual.asStructType());
    } else if (needed.isListType() && actual.isListType()) {
      Types.ListType from = needed.asListType();
      Types.ListType to = actual.asListType();
      return (to.isElementOptional() || from.isElementRequired())
          && fits(from.elementType(), to.elementType());
    }
    return needed.isPrimitiveType()
        && actual.isPrimitiveType()
        && TypeUtil.isPromotionAllowed(needed, actual.asPrimitiveType());
  }

  private static boolean fits(Types.StructType needed, Types.StructType actual) {
    for (NestedField field : needed.fields()) {
      NestedField there = actual.field(field.name());
      if (there == null
          || !fits(field.type(), there.type())
          || (field.isOptional() && there.isRequired())) {
        return false;
      }
    }
    return actual.fields().stream()
        .allMatch(field -> needed.field(field.name()) != null || !isOwed(field));
  }

  /** A type without the ids of its fields. */
  private static String shown(Type type) {
    if (type.isListType()) {
      return "list<" + shown(type.asListType().elementType()) + ">";
    } else if (type.isStructType()) {
      return type.asStructType().fields().stream()
          .map(field -> field.name() + " " + shown(field.type()))
          .collect(Collectors.joining(", ", "struct<", ">"));
    }
    return type.toString();
  }
}
