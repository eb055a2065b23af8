package dev.frazil.connect;

import dev.frazil.connect.row.TableShape;
import dev.frazil.tables.schema.SchemaChange;
import dev.frazil.tables.schema.SchemaDiff;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.exceptions.ValidationException;
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

  /** What the table lacks; nothing where the records ask for what no table can have. */
  List<SchemaChange> changes() {
    return shape instanceof TableShape.Columns columns
        ? SchemaDiff.additions(table, columns.schema())
        : List.of();
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
    } catch (IllegalArgumentException | ValidationException | BadRequestException e) {
      throw new ConnectException(
          "Cannot evolve table " + table.name() + " (" + shown + "): " + e.getMessage(), e);
    }
    LOG.info("Evolved table {}: {}", table.name(), shown);
  }
}
