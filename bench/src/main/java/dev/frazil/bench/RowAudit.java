package dev.frazil.bench;

import dev.frazil.local.SparkSql;
import java.util.Map;

/** Reads a table back with Spark and compares it with what was produced. */
final class RowAudit {
  private static final String QUERY =
      """
      SELECT count(*) AS row_count, \
      sum(crc32(cast(concat_ws('|', event_id, unix_micros(event_ts), user_id, movie_id, session_id, device_type) AS binary))) AS checksum, \
      min(unix_micros(event_ts)) AS earliest, max(unix_micros(event_ts)) AS latest \
      FROM lake.%s.%s\
      """;

  private final SparkSql spark;
  private final RowFacts expected;

  RowAudit(SparkSql spark, RowFacts expected) {
    this.spark = spark;
    this.expected = expected;
  }

  /**
   * Passes when the table holds the rows that were produced, each once.
   *
   * @throws BenchException when it does not
   */
  void requireRight(String namespace, String table) {
    Map<String, Object> row = spark.query(QUERY.formatted(namespace, table)).get(0);
    RowFacts actual =
        new RowFacts(
            number(row, "row_count"),
            number(row, "checksum"),
            number(row, "earliest"),
            number(row, "latest"));
    if (!actual.equals(expected)) {
      throw new BenchException(
          "Cannot accept the result in %s.%s: it holds %s (expected %s)"
              .formatted(namespace, table, actual, expected));
    }
  }

  private static long number(Map<String, Object> row, String column) {
    return row.get(column) instanceof Number number ? number.longValue() : -1;
  }
}
