package dev.frazil.connect.route;

import dev.frazil.connect.config.Destination;
import dev.frazil.connect.config.Destination.AllTables;
import dev.frazil.connect.config.Destination.ByTopic;
import dev.frazil.connect.config.Destination.MatchingTables;
import dev.frazil.connect.config.Destination.NamedTable;
import dev.frazil.connect.config.RoutingConfig;
import dev.frazil.connect.config.SinkConfig;
import dev.frazil.connect.table.LoadedTable;
import dev.frazil.connect.time.TaskTime;
import dev.frazil.transforms.reject.Rejection;
import java.util.List;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Which tables records go to, for one task. Used by the task thread only. */
public interface Routes {

  /** As a configuration has it. */
  static Routes of(SinkConfig config, TopicClaims claims, TaskTime time) {
    RoutingConfig routing = config.routing();
    MissingTables missing = new MissingTables(config.tables().autoCreate(), time);
    Destination destination = routing.destination();
    if (destination instanceof ByTopic byTopic) {
      return new TopicRoutes(byTopic, routing, claims, missing);
    } else if (destination instanceof AllTables all) {
      return new EveryTable(all.tables());
    } else if (destination instanceof MatchingTables matching) {
      return FieldRoutes.matching(matching);
    }
    return FieldRoutes.named((NamedTable) destination, routing.allowedNamespaces(), missing);
  }

  /**
   * The tables for a record; none when it is to be refused. A table may still object when it is
   * opened for the record; no partition is followed in it then.
   */
  List<TableIdentifier> tablesFor(SinkRecord record);

  /** Why a record has no table. */
  Rejection refusal(SinkRecord record);

  /** How many of its partition's records go to a record's table. */
  Share shareOf(SinkRecord record);

  /** The tables that records of a topic may go to, as far as they can be told beforehand. */
  List<TableIdentifier> foreseen(String topic);

  /** Whether records may also go to tables that are not foreseen. */
  boolean areOpenEnded();

  /** Whether the table may be made for the record if it is not there. */
  boolean mayMake(SinkRecord record, TableIdentifier table);

  /**
   * Takes note that a record's table is not there. Tells why the record goes nowhere, or null when
   * the table may be made for it.
   */
  @Nullable Rejection withoutTable(SinkRecord record, TableIdentifier table);

  /** The catalog does not give a table that records chose. */
  void refused(TableIdentifier table, String why);

  /**
   * Takes note of a table that was opened, and tells whether a partition may be followed in it.
   *
   * @param topic that the partition's records have; null when that is not known
   */
  boolean admits(@Nullable String topic, LoadedTable table);

  /** What was refused is asked again: the table may be another one by now. */
  void reconsider();

  /** No partition is followed in any table. */
  void forget();
}
