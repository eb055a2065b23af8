package dev.frazil.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A catalog in a database, with its driver beside our jars. */
class JdbcCatalogTest {
  private static final String TOPIC = "views_jdbc";

  @Test
  void rowsArriveInATableOfAJdbcCatalog() throws Exception {
    Path database = Path.of("target", "jdbc-catalog-" + ProcessHandle.current().pid() + ".db");
    String url = "jdbc:sqlite:" + database.toAbsolutePath();
    Broker.create(TOPIC, 3);
    Broker.sendViews(TOPIC, 1_000);
    Map<String, String> config =
        new LinkedHashMap<>(ShippedConnector.viewsOf(TOPIC, "jdbc").config());
    config.put("iceberg.catalog.type", "jdbc");
    config.put("iceberg.catalog.uri", url);
    config.put("iceberg.catalog.jdbc.schema-version", "V1");
    config.put("iceberg.catalog.warehouse", "s3://warehouse/jdbc");
    config.put("tasks.max", "2");
    ShippedConnector connector = new ShippedConnector("jdbc", config);

    connector.deploy();
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> Broker.isConsumed(connector.name(), List.of(TOPIC)));
    connector.delete();

    Stack.spark()
        .query(
            "call lake.system.register_table(table => 'silver.registered_jdbc', metadata_file => '"
                + metadataLocation(url)
                + "')");
    assertThat(Tables.count("silver.registered_jdbc")).isEqualTo(1_000);
    assertThat(Tables.distinctOrigins("silver.registered_jdbc")).isEqualTo(1_000);
  }

  private static String metadataLocation(String url) throws Exception {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select metadata_location from iceberg_tables where table_name = '"
                    + TOPIC
                    + "'")) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
