package dev.frazil.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frazil.local.ConnectRest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * {@code frazil verify} on a table of the sink, while another engine does to it what engines do.
 */
class VerifyTest {
  private static final Duration LONG = Duration.ofSeconds(90);

  private final ConnectRest connect = Stack.local().connect();

  @Test
  void whatOthersMayDoIsFineAndWhatTheyMustNotIsFound() throws Exception {
    String table = "silver.views_verify";
    ShippedConnector connector = started("views_verify", "verify");
    connector.delete();

    FrazilProcess good = verify(table);
    assertThat(good.output())
        .contains("Proven: lake." + table + " holds each Kafka record once.")
        .contains("rows      2,000, each in the ledger and there once");
    assertThat(good.exitCode()).isZero();

    compact(table);
    spark("delete from %s where _kafka_partition = 0 and _kafka_offset < 3", table);
    spark("call lake.system.expire_snapshots(table => '%s', retain_last => 2)", table);
    FrazilProcess maintained = verify(table);
    assertThat(maintained.output())
        .contains("Notice deleted-by-others: ")
        .contains("rows      1,997, each in the ledger and there once");
    assertThat(maintained.exitCode()).isZero();

    spark(
        "insert into %s select * from %1$s where _kafka_partition = 1 and _kafka_offset < 5",
        table);
    FrazilProcess damaged = verify(table);
    assertThat(damaged.output())
        .contains("Violation offset-twice: 5 offsets of views_verify-1 are in the table twice")
        .contains("  offsets   0 to 4");
    assertThat(damaged.exitCode()).isEqualTo(1);
  }

  /** Neither the group nor a snapshot knows any more what the table has: its rows do. */
  @Test
  void aLedgerThatWasRebuiltIsProvenSinceThen() throws Exception {
    String table = "silver.views_rebuilt";
    ShippedConnector connector = started("views_rebuilt", "rebuilt");
    connect.stop(connector.name());
    connect.await(connector.name(), LONG, status -> status.tasks().isEmpty());
    compact(table);
    spark(
        "call lake.system.expire_snapshots(table => '%s', older_than => timestamp '2100-01-01"
            + " 00:00:00', retain_last => 1)",
        table);
    assertThat(snapshots(table)).hasSize(1);
    assertThat(ours(table)).isEmpty();
    FrazilProcess lost = verify(table);
    assertThat(lost.output())
        .contains(
            "Cannot verify lake."
                + table
                + ": no snapshot of its history has the key frazil.ledger.default, and older ones"
                + " have expired");
    assertThat(lost.exitCode()).isEqualTo(2);

    connect.resetOffsets(connector.name());
    Broker.sendViews("views_rebuilt", 500);
    connect.resume(connector.name());
    awaitConsumed("views_rebuilt", connector);
    connector.delete();

    assertThat(Tables.count(table)).isEqualTo(2_500);
    assertThat(Tables.distinctOrigins(table)).isEqualTo(2_500);
    long since = ours(table).get(0);
    FrazilProcess rebuilt = verify(table);
    assertThat(rebuilt.output())
        .contains("Proven: lake." + table + " holds each Kafka record once.")
        .contains("chain     whole since snapshot " + since + " of ")
        .contains("ledger    3 partitions, 0 gaps")
        .contains("rows      2,500, each in the ledger and there once")
        .contains(
            "Notice history-expired: Older snapshots have expired: what was added before snapshot "
                + since
                + " is compared with the ledger, not with counts.");
    assertThat(rebuilt.exitCode()).isZero();
  }

  /** A connector that has taken 2,000 views to {@code silver.<topic>}. */
  private static ShippedConnector started(String topic, String name) throws IOException {
    Broker.create(topic, 3);
    Broker.sendViews(topic, 2_000);
    ShippedConnector connector = ShippedConnector.viewsOf(topic, name);
    connector.deploy();
    awaitConsumed(topic, connector);
    return connector;
  }

  private static void awaitConsumed(String topic, ShippedConnector connector) {
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> Broker.isConsumed(connector.name(), List.of(topic)));
  }

  private static void compact(String table) {
    spark(
        "call lake.system.rewrite_data_files(table => '%s', options => map('rewrite-all',"
            + " 'true'))",
        table);
  }

  private static void spark(String query, String table) {
    Stack.spark().query(query.formatted(table));
  }

  /** The snapshots with a ledger, the oldest first. */
  private static List<Long> ours(String table) {
    return ids(table, " where summary['frazil.ledger.default'] is not null");
  }

  private static List<Long> snapshots(String table) {
    return ids(table, "");
  }

  private static List<Long> ids(String table, String condition) {
    return Stack.spark()
        .query(
            "select snapshot_id n from %s.snapshots%s order by committed_at"
                .formatted(table, condition))
        .stream()
        .map(row -> (Long) Objects.requireNonNull(row.get("n")))
        .toList();
  }

  private static FrazilProcess verify(String table) throws Exception {
    return FrazilProcess.run("verify", table);
  }
}
