package dev.frazil.connect.route;

import dev.frazil.connect.config.Destination.ByTopic;
import dev.frazil.connect.config.Destination.OneTable;
import dev.frazil.connect.config.RoutingConfig;
import dev.frazil.connect.table.LoadedTable;
import dev.frazil.tables.TableOwner;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table of each topic, for one task; no two topics meet on a table unless that is wanted. A
 * table that names its topic decides, for all workers and connectors; where it names none, the
 * topic that comes first in this JVM has it. Used by the task thread only.
 */
final class TopicRoutes implements Routes {
  private static final Logger LOG = LoggerFactory.getLogger(TopicRoutes.class);

  private final ByTopic destination;
  private final boolean guarded;
  private final boolean recordsChoose;
  private final TopicClaims claims;
  private final MissingTables missing;

  /** What is decided. */
  private final Map<String, Route> routes = new HashMap<>();

  /** What the tables said that some partition is followed in. */
  private final Map<TableIdentifier, Optional<TableOwner>> owners = new HashMap<>();

  private @Nullable String lastTopic;
  private List<TableIdentifier> lastTables = List.of();

  TopicRoutes(
      ByTopic destination, RoutingConfig routing, TopicClaims claims, MissingTables missing) {
    this.destination = destination;
    this.guarded = routing.refusesSharing();
    this.recordsChoose = routing.recordsChoose();
    this.claims = claims;
    this.missing = missing;
  }

  /**
   * Where a topic's records go.
   *
   * @param table that the topic's name leads to; null when it leads nowhere
   * @param objection why they do not go there; null when they do
   */
  private record Route(@Nullable TableIdentifier table, @Nullable String objection) {

    List<TableIdentifier> tables() {
      return table == null || objection != null ? List.of() : List.of(table);
    }
  }

  /** The table that the topic's name leads to; none when it leads nowhere. */
  @Override
  public List<TableIdentifier> foreseen(String topic) {
    try {
      return List.of(destination.tableFor(topic));
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  @Override
  public List<TableIdentifier> tablesFor(SinkRecord record) {
    String topic = record.topic();
    if (topic.equals(lastTopic)) {
      return lastTables;
    }
    Route route = routes.get(topic);
    if (route == null) {
      route = find(topic);
      if (!isOpen(route)) {
        routes.put(topic, route);
      }
    }
    if (missing.has(route.table())) {
      return List.of();
    }
    lastTopic = topic;
    lastTables = route.tables();
    return lastTables;
  }

  @Override
  public Share shareOf(SinkRecord record) {
    boolean isAlone = !recordsChoose && record.topic().equals(record.originalTopic());
    return isAlone || destination instanceof OneTable ? Share.ALL : Share.SOME;
  }

  @Override
  public boolean areOpenEnded() {
    return recordsChoose;
  }

  private Route find(String topic) {
    TableIdentifier table;
    try {
      table = destination.tableFor(topic);
    } catch (IllegalArgumentException e) {
      return new Route(null, "Cannot route topic: " + e.getMessage());
    }
    Optional<TableOwner> owner = owners.get(table);
    if (owner == null) {
      return new Route(table, null);
    }
    claims.claim(table, topic);
    return new Route(table, judge(topic, table, owner));
  }

  /** Whether the table has not said yet whose it is. */
  private boolean isOpen(Route route) {
    return guarded && route.table() != null && !owners.containsKey(route.table());
  }

  /** Why a topic is not to go to a table that it leads to; null when it is. */
  private @Nullable String judge(String topic, TableIdentifier table, Optional<TableOwner> owner) {
    String objection =
        owner.isPresent()
            ? owner.get().objectionTo(topic)
            : objection(topic, table, claims.rivalOf(table, topic));
    if (objection != null) {
      claims.release(table, topic);
    }
    return objection;
  }

  private static @Nullable String objection(
      String topic, TableIdentifier table, @Nullable String rival) {
    return rival == null
        ? null
        : "Cannot route topic "
            + topic
            + " to table "
            + table
            + ": topic "
            + rival
            + " came first to a table of that name (set iceberg.tables.topic-collisions=allow)";
  }

  @Override
  public boolean mayMake(SinkRecord record, TableIdentifier table) {
    String topic = record.topic();
    return isMade() && (!guarded || claims.claim(table, topic).equals(topic));
  }

  /** A table that no record has chosen has to be there, or the configuration is wrong. */
  private boolean isMade() {
    return missing.areMade() || !recordsChoose;
  }

  @Override
  public @Nullable Rejection withoutTable(SinkRecord record, TableIdentifier table) {
    String topic = record.topic();
    if (!isMade()) {
      missing.add(table);
      lastTopic = null;
      return missing.rejection(table, "$");
    }
    String first = guarded ? claims.claim(table, topic) : topic;
    if (first.equals(topic)) {
      return null;
    }
    settle(topic, new Route(table, objection(topic, table, first)));
    return refusal(topic);
  }

  @Override
  public void refused(TableIdentifier table, String why) {
    missing.add(table, why);
    lastTopic = null;
  }

  /** Takes note of whose the table is. */
  @Override
  public boolean admits(@Nullable String topic, LoadedTable table) {
    if (!guarded) {
      return true;
    }
    Optional<TableOwner> owner = table.owner();
    String objection = topic == null ? null : judge(topic, table.name(), owner);
    boolean admitted = topic == null || objection == null;
    Optional<TableOwner> before =
        admitted ? owners.put(table.name(), owner) : owners.replace(table.name(), owner);
    if (!owner.equals(before)) {
      decideAnew(table.name());
    }
    if (topic != null && objection != null) {
      settle(topic, new Route(table.name(), objection));
    }
    return admitted;
  }

  private void decideAnew(TableIdentifier table) {
    routes.values().removeIf(route -> table.equals(route.table()));
    lastTopic = null;
  }

  private void settle(String topic, Route route) {
    routes.put(topic, route);
    lastTopic = null;
  }

  @Override
  public Rejection refusal(SinkRecord record) {
    return refusal(record.topic());
  }

  private Rejection refusal(String topic) {
    Route known = routes.get(topic);
    Route route = known == null ? find(topic) : known;
    String message = route.objection();
    if (message == null) {
      return missing.rejection(Objects.requireNonNull(route.table(), topic), "$");
    }
    if (claims.isNews(topic, message)) {
      LOG.warn("{}; its records are dead letters", message);
    }
    return new Rejection(RejectReason.UNROUTABLE, "$", message);
  }

  @Override
  public void reconsider() {
    missing.forget();
    if (routes.values().removeIf(route -> route.objection() != null)) {
      lastTopic = null;
    }
  }

  /** Each table says anew whose it is. */
  @Override
  public void forget() {
    routes.clear();
    owners.clear();
    lastTopic = null;
  }
}
