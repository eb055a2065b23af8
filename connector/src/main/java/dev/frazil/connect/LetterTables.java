package dev.frazil.connect;

import dev.frazil.connect.assign.TableCursor;
import dev.frazil.connect.config.DeadLetterConfig;
import dev.frazil.connect.config.SinkConfig;
import dev.frazil.connect.config.TopicCollisions;
import dev.frazil.connect.deadletter.LetterRecord;
import dev.frazil.connect.deadletter.RecordPlace;
import dev.frazil.connect.route.TopicClaims;
import dev.frazil.connect.table.LoadedTable;
import dev.frazil.tables.TopicTemplate;
import dev.frazil.transforms.reject.Rejection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * The dead-letter tables of one task: one for each topic, under the name that it was read from, so
 * that all rejected records of a partition go to one table. Used by the task thread only.
 */
final class LetterTables {
  private final DeadLetterConfig config;
  private final TopicCollisions collisions;
  private final TopicClaims claims;
  private final Map<String, TableIdentifier> names = new HashMap<>();

  LetterTables(SinkConfig config, TopicClaims claims) {
    this.config = config.deadLetters();
    this.collisions = config.routing().collisions();
    this.claims = claims;
  }

  /** Whether rejected records are kept in tables. */
  boolean areKept() {
    return config.hasTables();
  }

  /** Whether it is a table of dead letters. */
  boolean holds(TableIdentifier table) {
    return config.isTable(table);
  }

  /**
   * The dead-letter table of a topic; null when there are none.
   *
   * @throws ConnectException when the topic's name is too long for the name of a table
   */
  @Nullable TableIdentifier of(String topic) {
    TopicTemplate template = config.tables();
    return template == null ? null : names.computeIfAbsent(topic, name -> named(template, name));
  }

  private static TableIdentifier named(TopicTemplate template, String topic) {
    try {
      return template.tableFor(topic);
    } catch (IllegalArgumentException e) {
      throw new ConnectException(
          "Cannot keep dead letters of topic " + topic + ": " + e.getMessage(), e);
    }
  }

  /**
   * A table of dead letters has all their columns, and is not that of another topic unless two may
   * share it.
   *
   * @throws ConnectException when the table cannot keep the dead letters of the topic
   */
  void requireFit(LoadedTable table, String topic) {
    requireOwn(table, topic);
    List<String> complaints = table.complaintsAbout(LetterRecord.SCHEMA);
    if (!complaints.isEmpty()) {
      throw new ConnectException(
          DeadLetterConfig.cannotKeep(topic, table.name(), String.join("; ", complaints)));
    }
  }

  private void requireOwn(LoadedTable table, String topic) {
    if (collisions == TopicCollisions.ALLOW) {
      return;
    }
    String owner =
        table.owner().isPresent() ? table.owner().get().topic() : claims.claim(table.name(), topic);
    if (!owner.equals(topic)) {
      throw new ConnectException(
          DeadLetterConfig.cannotKeep(topic, table.name(), DeadLetterConfig.isOf(owner)));
    }
  }

  /**
   * What stops the task when a dead letter cannot be where its table's ledger is already.
   *
   * @param topic the dead-letter topic that would take it instead
   */
  static ConnectException missing(SinkRecord rejected, TableCursor letters, String topic) {
    return new ConnectException(
        "Cannot keep dead letter "
            + RecordPlace.of(rejected)
            + " in table "
            + letters.table()
            + ": its ledger holds the record, but not as a dead letter: it was sound when it was"
            + " read first, also by another connector of the same iceberg.ledger-id that keeps its"
            + " dead letters there, or the group's offset was moved past it, or its row was deleted"
            + " (expected the contract of that time, or an iceberg.deadletters.table-template of"
            + " this connector's own, or the table rolled back to a snapshot from before, or "
            + topic
            + ")");
  }

  /** What stops the task when a dead letter cannot be a row of its table. */
  static ConnectException unfit(SinkRecord letter, TableIdentifier table, Rejection why) {
    return new ConnectException(
        "Cannot keep dead letter "
            + RecordPlace.of(letter)
            + " in table "
            + table
            + ": "
            + why.path()
            + ": "
            + why.detail()
            + " (expected the columns that the table was created with)");
  }
}
