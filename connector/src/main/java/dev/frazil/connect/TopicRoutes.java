package dev.frazil.connect;

import dev.frazil.connect.config.RoutingConfig;
import dev.frazil.connect.config.RoutingConfig.Destination;
import dev.frazil.tables.TableOwner;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.iceberg.catalog.TableIdentifier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table of each topic, for one task; no two topics meet on a table unless that is wanted. A
 * table that names its topic decides, for all workers and connectors; where it names none, the
 * topic that comes first in this JVM has it. Used by the task thread only.
 */
final class TopicRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(TopicRoutes.class);

  private final Destination destination;
  private final boolean guarded;
  private final TopicClaims claims;

  /** What is decided. */
  private final Map<String, Route> routes = new HashMap<>();

  /** What the tables said that some partition is followed in. */
  private final Map<TableIdentifier, Optional<TableOwner>> owners = new HashMap<>();

  private @Nullable String lastTopic;
  private @Nullable TableIdentifier lastTable;

  TopicRoutes(RoutingConfig routing, TopicClaims claims) {
    this.destination = routing.destination();
    this.guarded = routing.refusesSharing();
    this.claims = claims;
  }

  /**
   * Where a topic's records go.
   *
   * @param table that the topic's name leads to; null when it leads nowhere
   * @param objection why they do not go there; null when they do
   */
  private record Route(@Nullable TableIdentifier table, @Nullable String objection) {}

  /** The table that a topic's name leads to; null when it leads nowhere. */
  @Nullable TableIdentifier named(String topic) {
    try {
      return destination.tableFor(topic);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /**
   * The table for a topic's records; null when it has none. It may still object when it is opened
   * for them; no partition is followed in it then.
   */
  @Nullable TableIdentifier tableFor(String topic) {
    if (topic.equals(lastTopic)) {
      return lastTable;
    }
    Route route = routes.get(topic);
    if (route == null) {
      route = find(topic);
      if (!isOpen(route)) {
        routes.put(topic, route);
      }
    }
    lastTopic = topic;
    lastTable = route.objection() == null ? route.table() : null;
    return lastTable;
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

  /** Whether a topic may have its table made, as far as this JVM knows. */
  boolean mayMake(String topic, TableIdentifier table) {
    return !guarded || claims.claim(table, topic).equals(topic);
  }

  /** Why a topic whose table is not there goes nowhere; null when it may have it made. */
  @Nullable Rejection withoutTable(String topic, TableIdentifier table) {
    String first = guarded ? claims.claim(table, topic) : topic;
    if (first.equals(topic)) {
      return null;
    }
    settle(topic, new Route(table, objection(topic, table, first)));
    return refusal(topic);
  }

  /**
   * Takes note of whose a table is, and tells whether a partition may be followed in it.
   *
   * @param topic that the partition's records have; null when that is not known
   */
  boolean admits(@Nullable String topic, LoadedTable table) {
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

  /** Why a topic has no table. */
  Rejection refusal(String topic) {
    String objection = Objects.requireNonNull(routes.get(topic), topic).objection();
    String message = Objects.requireNonNull(objection, topic);
    if (claims.isNews(topic, message)) {
      LOG.warn("{}; its records are dead letters", message);
    }
    return new Rejection(RejectReason.UNROUTABLE, "$", message);
  }

  /** What was refused is asked again: the table may be another one by now. */
  void reconsider() {
    if (routes.values().removeIf(route -> route.objection() != null)) {
      lastTopic = null;
    }
  }

  /** No partition is followed in any table: each says anew whose it is. */
  void forget() {
    routes.clear();
    owners.clear();
    lastTopic = null;
  }
}
