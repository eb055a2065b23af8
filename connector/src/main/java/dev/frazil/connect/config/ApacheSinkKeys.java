package dev.frazil.connect.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Keys of the Apache Iceberg sink that this connector has no use for. Most are accepted without
 * effect; those that would change the result are refused.
 */
final class ApacheSinkKeys implements ConfigCheck {

  private static final Set<String> NOT_NEEDED =
      Set.of(
          "iceberg.connect.group-id",
          "iceberg.control.commit.max-consecutive-failures",
          "iceberg.control.commit.threads",
          "iceberg.control.commit.timeout-ms",
          "iceberg.control.group-id-prefix",
          "iceberg.control.topic",
          "iceberg.coordinator-executor-keep-alive-timeout-ms",
          "iceberg.coordinator.transactional.prefix",
          "iceberg.hadoop-conf-dir",
          "iceberg.tables.default-id-columns");

  static final String HADOOP_PREFIX = "iceberg.hadoop.";

  private static final String APPEND_ONLY = "rows are only added, never updated or deleted";

  /** Refused unless false. */
  private static final Map<String, String> REFUSED_SWITCHES =
      Map.of(
          "iceberg.tables.schema-case-insensitive",
          "columns are found by their exact names",
          "iceberg.tables.upsert-mode-enabled",
          APPEND_ONLY);

  /** Refused whatever the value. */
  private static final Map<String, String> REFUSED =
      Map.of("iceberg.tables.cdc-field", APPEND_ONLY);

  private static final String ID_COLUMNS = "id-columns";

  /** Full names of the keys, without those that contain a table's name. */
  static Set<String> names() {
    Set<String> names = new TreeSet<>(NOT_NEEDED);
    names.addAll(REFUSED_SWITCHES.keySet());
    names.addAll(REFUSED.keySet());
    return names;
  }

  /** Full names of the keys that are accepted without effect. */
  static Set<String> notNeeded() {
    return NOT_NEEDED;
  }

  /** Why keys are refused, sorted by key. */
  static SortedMap<String, String> refusals() {
    SortedMap<String, String> refusals = new TreeMap<>(REFUSED);
    REFUSED_SWITCHES.forEach((key, reason) -> refusals.put(key + "=true", reason));
    return refusals;
  }

  /** Options of a table. */
  static Set<String> tableOptions() {
    return Set.of(ID_COLUMNS);
  }

  /** The keys of this configuration that are accepted and have no effect, sorted. */
  static List<String> withoutEffect(Map<String, String> config) {
    boolean brokers = config.containsKey(KafkaConfig.BOOTSTRAP_SERVERS);
    return config.keySet().stream()
        .filter(
            key ->
                NOT_NEEDED.contains(key)
                    || key.startsWith(HADOOP_PREFIX)
                    || TableKey.of(key).filter(k -> k.option().equals(ID_COLUMNS)).isPresent()
                    || isUnusedClientKey(key, brokers))
        .sorted()
        .toList();
  }

  @Override
  public List<ConfigProblem> problems(Map<String, String> config) {
    List<ConfigProblem> problems = new ArrayList<>();
    new TreeMap<>(config)
        .forEach(
            (key, value) -> {
              String reason = REFUSED.get(key);
              if (reason != null) {
                problems.add(refusal(key, value, reason, ""));
              }
              String switchReason = REFUSED_SWITCHES.get(key);
              if (switchReason != null && !value.trim().equalsIgnoreCase("false")) {
                problems.add(refusal(key, value, switchReason, " (expected false)"));
              }
            });
    return problems;
  }

  private static ConfigProblem refusal(String key, String value, String reason, String expected) {
    return new ConfigProblem(key, "Cannot use " + key + "=" + value + ": " + reason + expected);
  }

  private static boolean isUnusedClientKey(String key, boolean brokers) {
    return key.startsWith(KafkaConfig.PREFIX)
        && (!brokers || KafkaConfig.isOfOtherClients(key.substring(KafkaConfig.PREFIX.length())));
  }
}
