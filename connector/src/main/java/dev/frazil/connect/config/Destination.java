package dev.frazil.connect.config;

import dev.frazil.tables.TopicTemplate;
import dev.frazil.transforms.route.NamePattern;
import dev.frazil.transforms.route.RouteSource;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.jspecify.annotations.Nullable;

/** Where records go. */
public sealed interface Destination {

  /** The namespaces that it leads to if nothing else is said; never empty. */
  List<Namespace> namespaces();

  /** Whether the table is made for the records of one topic alone. */
  default boolean isForOneTopic() {
    return false;
  }

  /** A topic's records all go to one table. */
  sealed interface ByTopic extends Destination {

    /**
     * The table of a topic, under the name that the record's topic has after all transforms.
     *
     * @throws IllegalArgumentException if the topic's name leads to no table
     */
    TableIdentifier tableFor(String topic);
  }

  /** What is in a record decides, or it goes to several tables. */
  sealed interface ByRecord extends Destination {}

  /** Everything goes to one table. */
  record OneTable(TableIdentifier table) implements ByTopic {

    @Override
    public TableIdentifier tableFor(String topic) {
      return table;
    }

    @Override
    public List<Namespace> namespaces() {
      return List.of(table.namespace());
    }
  }

  /** Each topic has its table. */
  record TablePerTopic(TopicTemplate template) implements ByTopic {

    @Override
    public TableIdentifier tableFor(String topic) {
      return template.tableFor(topic);
    }

    @Override
    public List<Namespace> namespaces() {
      return List.of(template.tableFor("topic").namespace());
    }

    @Override
    public boolean isForOneTopic() {
      return true;
    }
  }

  /** Every record goes to each of the tables. */
  record AllTables(List<TableIdentifier> tables) implements ByRecord {
    public AllTables {
      tables = List.copyOf(tables);
    }

    @Override
    public List<Namespace> namespaces() {
      return namespacesOf(tables);
    }
  }

  /** A field decides: a record goes to each table whose pattern fits it. */
  record MatchingTables(RouteSource field, List<Match> matches) implements ByRecord {
    public MatchingTables {
      matches = List.copyOf(matches);
    }

    List<TableIdentifier> tables() {
      return matches.stream().map(Match::table).toList();
    }

    @Override
    public List<Namespace> namespaces() {
      return namespacesOf(tables());
    }
  }

  /**
   * A table and what leads to it.
   *
   * @param pattern null where nothing leads to it
   */
  record Match(TableIdentifier table, @Nullable NamePattern pattern) {

    /** Whether a record with this text in its field goes to the table. */
    public boolean fits(String text) {
      return pattern != null && pattern.fits(text);
    }
  }

  /**
   * A field names the table, in upper or lower case.
   *
   * @param mostTables how many tables the records of one task may go to
   */
  record NamedTable(RouteSource field, int mostTables) implements ByRecord {
    /** Where the Apache sink's documentation has its tables. */
    static final Namespace NAMESPACE = Namespace.of("default");

    @Override
    public List<Namespace> namespaces() {
      return List.of(NAMESPACE);
    }
  }

  /** The tables, where they are listed by name. */
  static Optional<List<TableIdentifier>> listed(Destination destination) {
    if (destination instanceof OneTable one) {
      return Optional.of(List.of(one.table()));
    } else if (destination instanceof AllTables all) {
      return Optional.of(all.tables());
    } else if (destination instanceof MatchingTables matching) {
      return Optional.of(matching.tables());
    }
    return Optional.empty();
  }

  private static List<Namespace> namespacesOf(List<TableIdentifier> tables) {
    return tables.stream().map(TableIdentifier::namespace).distinct().toList();
  }
}
