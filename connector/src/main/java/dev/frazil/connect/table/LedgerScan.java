package dev.frazil.connect.table;

import dev.frazil.connect.config.SinkConfig;
import dev.frazil.tables.ledger.LedgerId;
import dev.frazil.tables.ledger.LedgerWalk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for the tables of a connector whose records choose their tables: nobody but the tables
 * themselves can say which they are.
 */
public final class LedgerScan {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerScan.class);

  private LedgerScan() {}

  /** The names of all tables in these namespaces, in order; those that are not there have none. */
  static List<TableIdentifier> names(Catalog catalog, Set<Namespace> namespaces) {
    List<TableIdentifier> names = new ArrayList<>();
    for (Namespace namespace : namespaces) {
      try {
        names.addAll(catalog.listTables(namespace));
      } catch (NoSuchNamespaceException e) {
        LOG.debug("There is no namespace {} yet", namespace);
      }
    }
    names.sort(Comparator.comparing(TableIdentifier::toString));
    return names;
  }

  /** The names of all tables that a connector's records may choose and have chosen. */
  public static List<TableIdentifier> tables(Catalog catalog, SinkConfig config) {
    return names(catalog, Set.copyOf(config.routing().allowedNamespaces())).stream()
        .filter(name -> load(catalog, name, config.ledger(name)).isPresent())
        .toList();
  }

  /**
   * The table, if a snapshot of it says something in the ledger. What may not be loaded, or has
   * gone, is not one that this connector writes to.
   */
  static Optional<Table> load(Catalog catalog, TableIdentifier name, LedgerId id) {
    try {
      Table table = catalog.loadTable(name);
      return LedgerWalk.everHeld(table, id).isEmpty() ? Optional.empty() : Optional.of(table);
    } catch (NoSuchTableException | NoSuchNamespaceException e) {
      return Optional.empty();
    } catch (ForbiddenException e) {
      LOG.debug("Table {} is not looked at: {}", name, e.getMessage());
      return Optional.empty();
    } catch (RuntimeException e) {
      LOG.warn("Cannot look for the connector's ledger in table {}: {}", name, e.toString());
      throw e;
    }
  }
}
