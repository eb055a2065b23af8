package dev.frazil.connect.table;

import dev.frazil.connect.row.TableShape;
import dev.frazil.tables.OriginColumns;
import dev.frazil.tables.schema.SchemaChange;
import dev.frazil.tables.schema.SchemaDiff;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a table what records have and it lacks. Only its schema changes: there is no new snapshot,
 * and what others write by the schema before stays valid.
 *
 * @param table as the catalog has it
 * @param shape the columns that the records ask for
 */
record TableEvolution(Table table, TableShape shape) {
  private static final Logger LOG = LoggerFactory.getLogger(TableEvolution.class);

  /**
   * What the table lacks; nothing where the records ask for what no table can have. Kafka columns
   * are for tables that are created with them.
   */
  List<SchemaChange> changes() {
    if (!(shape instanceof TableShape.Columns columns)) {
      return List.of();
    }
    Set<Integer> ofRecords =
        columns.schema().columns().stream()
            .filter(column -> !OriginColumns.NAMES.contains(column.name()))
            .map(NestedField::fieldId)
            .collect(Collectors.toSet());
    return SchemaDiff.additions(table, TypeUtil.select(columns.schema(), ofRecords));
  }

  /**
   * Makes the changes in one commit, if there are any. A conflict with somebody else's commit is
   * thrown as the catalog throws it: ask again for what is lacking then.
   *
   * @throws ConnectException when the table cannot have them
   */
  void apply() {
    List<SchemaChange> changes = changes();
    if (changes.isEmpty()) {
      return;
    }
    String shown = changes.stream().map(SchemaChange::shown).collect(Collectors.joining(", "));
    try {
      UpdateSchema update = table.updateSchema();
      changes.forEach(change -> change.applyTo(update));
      update.commit();
    } catch (IllegalArgumentException
        | IllegalStateException
        | ValidationException
        | BadRequestException e) {
      throw new ConnectException(
          "Cannot evolve table " + table.name() + " (" + shown + "): " + e.getMessage(), e);
    }
    LOG.info("Evolved table {}: {}", table.name(), shown);
  }
}
