package dev.frazil.connect.commit;

import org.apache.iceberg.Table;

/**
 * Which of a table's schemas and partition specs are current.
 *
 * @param schemaId of the schema
 * @param specId of the partition spec
 */
public record TableLayout(int schemaId, int specId) {
  /** As the table was last loaded. */
  public static TableLayout of(Table table) {
    return new TableLayout(table.schema().schemaId(), table.spec().specId());
  }
}
