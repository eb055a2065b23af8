package dev.frazil.e2e;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What Spark says of our tables. */
final class Tables {
  private Tables() {}

  static long count(String table) {
    return number("select count(*) n from " + table);
  }

  static long distinctOrigins(String table) {
    return number(
        "select count(distinct _kafka_topic_id, _kafka_partition, _kafka_offset) n from " + table);
  }

  static Instant lastCommit(String table) {
    return Instant.ofEpochMilli(
        number("select max(unix_millis(committed_at)) n from " + table + ".snapshots"));
  }

  static long number(String query) {
    Map<String, @Nullable Object> row = Stack.spark().query(query).get(0);
    return ((Number) Objects.requireNonNull(row.get("n"))).longValue();
  }
}
