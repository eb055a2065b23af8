package dev.frazil.connect;

import dev.frazil.connect.config.NullValues;
import dev.frazil.connect.config.OnLostOffsets;
import dev.frazil.connect.config.OnRollback;
import dev.frazil.connect.config.SinkConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.TopicPartition;

/**
 * What a simulation is set up with.
 *
 * @param partitions of all topics
 * @param oneTable whether all records go to one table, or each topic has its own
 * @param routing what decides where there are several tables
 * @param connectors how many read the topics into the same tables
 * @param processes of each connector
 * @param tasks of each connector
 * @param intervalMs between two commits
 * @param renamed out of a thousand records, how many go to another topic's table
 * @param letters where dead letters go
 */
record SimPlan(
    List<TopicPartition> partitions,
    boolean oneTable,
    SimRouting routing,
    int connectors,
    int processes,
    int tasks,
    long intervalMs,
    int renamed,
    Letters letters,
    boolean knowsTopicIds,
    NullValues nullValues,
    OnRollback onRollback,
    OnLostOffsets onLostOffsets) {
  private static final Map<String, SinkConfig> CONFIGS = new ConcurrentHashMap<>();
  private static final List<String> TOPICS = List.of("a", "b", "c");

  /** Where dead letters go. */
  enum Letters {
    TO_TOPIC,
    TO_TABLE,
    TO_BOTH;

    boolean areKept() {
      return this != TO_TOPIC;
    }

    boolean areSent() {
      return this != TO_TABLE;
    }
  }

  static SimPlan draw(SimDice dice) {
    List<TopicPartition> partitions = new ArrayList<>();
    int topics = dice.between(1, 3);
    for (int topic = 0; topic < topics; topic++) {
      int count = dice.between(1, topics == 1 ? 4 : 2);
      for (int number = 0; number < count; number++) {
        partitions.add(new TopicPartition(TOPICS.get(topic), number));
      }
    }
    boolean oneTable = dice.perMille(200);
    SimRouting routing =
        oneTable || dice.perMille(600)
            ? SimRouting.TOPIC
            : dice.oneOf(List.of(SimRouting.NAMED, SimRouting.MATCHING));
    return new SimPlan(
        partitions,
        oneTable,
        routing,
        dice.perMille(100) ? 2 : 1,
        dice.between(1, 2),
        dice.between(1, 3),
        dice.oneOf(List.of(500L, 1_000L, 5_000L)),
        oneTable ? 0 : dice.oneOf(List.of(0, 50, 300)),
        dice.oneOf(List.of(Letters.TO_TOPIC, Letters.TO_TABLE, Letters.TO_BOTH, Letters.TO_BOTH)),
        dice.perMille(700),
        dice.perMille(500) ? NullValues.REJECT : NullValues.IGNORE,
        dice.perMille(800)
            ? OnRollback.REINGEST
            : dice.oneOf(List.of(OnRollback.CONTINUE, OnRollback.FAIL)),
        dice.perMille(700) ? OnLostOffsets.CONTINUE : OnLostOffsets.FAIL);
  }

  /** All topics that there are. */
  List<String> topics() {
    return partitions.stream().map(TopicPartition::topic).distinct().toList();
  }

  /** Whether the sink is to find out about rollbacks although no record comes any more. */
  boolean noticesByItself() {
    return knowsTopicIds && (renamed == 0 || recordsChoose());
  }

  /** Whether a partition's records may go to any table, whatever their topic. */
  boolean recordsChoose() {
    return routing != SimRouting.TOPIC;
  }

  /** The tables of a record that goes to the table of a topic; perhaps to another one too. */
  List<TableIdentifier> tables(String topic, SimDice dice) {
    TableIdentifier table = table(topic);
    if (routing == SimRouting.MATCHING && dice.perMille(300)) {
      return Stream.of(table, table(dice.oneOf(TOPICS))).distinct().toList();
    }
    return List.of(table);
  }

  /** What stands in the field that routes. */
  String route(List<TableIdentifier> tables) {
    return routing == SimRouting.NAMED
        ? tables.get(0).toString().toUpperCase(Locale.ROOT)
        : tables.stream().map(TableIdentifier::name).collect(Collectors.joining("+"));
  }

  /** Where the records of a topic go. */
  TableIdentifier table(String topic) {
    return TableIdentifier.of("silver", oneTable ? "all" : topic);
  }

  /** All tables, those of dead letters included. */
  List<TableIdentifier> tables() {
    List<TableIdentifier> tables = new ArrayList<>();
    (oneTable ? TOPICS.subList(0, 1) : TOPICS).forEach(topic -> tables.add(table(topic)));
    if (letters.areKept()) {
      topics().forEach(topic -> tables.add(letterTable(topic)));
    }
    return tables;
  }

  /** Where the dead letters of a topic are kept. */
  static TableIdentifier letterTable(String topic) {
    return TableIdentifier.of("silver_deadletter", topic);
  }

  static boolean isLetterTable(TableIdentifier table) {
    return table.namespace().level(0).equals("silver_deadletter");
  }

  /** Names that a transform may give to a topic. */
  static List<String> names() {
    return TOPICS;
  }

  /** The same with policies that stop no task. */
  SimPlan lenient() {
    return new SimPlan(
        partitions,
        oneTable,
        routing,
        connectors,
        processes,
        tasks,
        intervalMs,
        renamed,
        letters.areSent() ? letters : Letters.TO_BOTH,
        knowsTopicIds,
        nullValues,
        onRollback == OnRollback.FAIL ? OnRollback.REINGEST : onRollback,
        OnLostOffsets.CONTINUE);
  }

  SinkConfig config() {
    return CONFIGS.computeIfAbsent(
        oneTable
            + "/"
            + routing
            + "/"
            + letters.areKept()
            + "/"
            + nullValues
            + "/"
            + onRollback
            + "/"
            + onLostOffsets,
        unused -> SinkConfig.of(entries()));
  }

  private Map<String, String> entries() {
    Map<String, String> entries = new TreeMap<>();
    entries.put("name", "simulated");
    entries.put("connector.class", "dev.frazil.connect.FrazilSinkConnector");
    entries.put("topics", "a,b,c");
    entries.put("iceberg.catalog.type", "rest");
    entries.put("iceberg.catalog.uri", "http://127.0.0.1:1");
    entries.put("iceberg.tables.auto-create-enabled", "true");
    entries.put("iceberg.tables.null-values", lower(nullValues));
    entries.put("iceberg.recovery.on-rollback", lower(onRollback));
    entries.put("iceberg.recovery.on-lost-offsets", lower(onLostOffsets));
    entries.put("iceberg.tables.auto-create-props.commit.retry.min-wait-ms", "1");
    entries.put("iceberg.tables.auto-create-props.commit.retry.max-wait-ms", "1");
    if (oneTable) {
      entries.put("iceberg.tables", "silver.all");
    }
    if (recordsChoose()) {
      entries.put("iceberg.tables.route-field", "route");
    }
    if (routing == SimRouting.NAMED) {
      entries.put("iceberg.tables.dynamic-enabled", "true");
      entries.put("iceberg.tables.allowed-namespaces", "silver");
    }
    if (routing == SimRouting.MATCHING) {
      entries.put("iceberg.tables", "silver.a,silver.b,silver.c");
      TOPICS.forEach(
          name -> entries.put("iceberg.table.silver." + name + ".route-regex", ".*" + name + ".*"));
    }
    if (letters.areKept()) {
      entries.put("iceberg.deadletters.table-template", "silver_deadletter.${topic}");
    }
    return entries;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
