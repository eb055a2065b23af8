package dev.frazil.connect.config;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A JDBC catalog creates and alters its own tables when it is opened, unless told not to. */
final class JdbcDatabase {

  private static final String JDBC_CATALOG = "org.apache.iceberg.jdbc.JdbcCatalog";
  private static final String CREATE_TABLES = "jdbc.init-catalog-tables";
  private static final String SCHEMA_VERSION = "jdbc.schema-version";

  /** SQL states of a table that does not exist: PostgreSQL's, and H2's and MySQL's. */
  private static final Set<String> NO_SUCH_TABLE = Set.of("42P01", "42S02", "42S04");

  private JdbcDatabase() {}

  /** Properties under which opening the catalog writes nothing. */
  static Map<String, String> readOnly(Map<String, String> properties) {
    if (!"jdbc".equalsIgnoreCase(properties.get("type"))
        && !JDBC_CATALOG.equals(properties.get("catalog-impl"))) {
      return properties;
    }
    Map<String, String> readOnly = new HashMap<>(properties);
    readOnly.remove(SCHEMA_VERSION);
    readOnly.put(CREATE_TABLES, "false");
    return readOnly;
  }

  /** Whether a query failed because the catalog has not created its own tables yet. */
  static boolean isEmpty(Throwable failure) {
    return RootCause.of(failure) instanceof SQLException sql
        && (NO_SUCH_TABLE.contains(String.valueOf(sql.getSQLState()))
            || RootCause.message(sql).contains("no such table"));
  }
}
