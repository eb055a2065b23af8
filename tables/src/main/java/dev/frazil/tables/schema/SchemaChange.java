package dev.frazil.tables.schema;

import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.types.Type;
import org.jspecify.annotations.Nullable;

/** One change of a table's schema that no reader and no writer of the table trips over. */
public sealed interface SchemaChange {
  /** Makes the change part of an update, which nobody has committed yet. */
  void applyTo(UpdateSchema update);

  /** The change in a few words, for a log. */
  String shown();

  /**
   * A new optional column.
   *
   * @param parent full name of the struct that gets it; null for the table itself
   * @param name of the column in its parent
   * @param doc of the column; null for none
   */
  record AddColumn(@Nullable String parent, String name, Type type, @Nullable String doc)
      implements SchemaChange {
    @Override
    public void applyTo(UpdateSchema update) {
      update.addColumn(parent, name, type, doc);
    }

    @Override
    public String shown() {
      return "added " + (parent == null ? "" : parent + ".") + name + " " + type;
    }
  }

  /**
   * A type that holds more values, all of those before among them.
   *
   * @param column full name
   */
  record Widen(String column, Type.PrimitiveType from, Type.PrimitiveType to)
      implements SchemaChange {
    @Override
    public void applyTo(UpdateSchema update) {
      update.updateColumn(column, to);
    }

    @Override
    public String shown() {
      return "widened " + column + " from " + from + " to " + to;
    }
  }

  /**
   * A column that may be null from now on.
   *
   * @param column full name
   */
  record MakeOptional(String column) implements SchemaChange {
    @Override
    public void applyTo(UpdateSchema update) {
      update.makeColumnOptional(column);
    }

    @Override
    public String shown() {
      return "made " + column + " optional";
    }
  }
}
