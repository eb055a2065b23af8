package dev.frazil.local.catalog;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.aws.AwsClientProperties;
import org.apache.iceberg.aws.HttpClientProperties;
import org.apache.iceberg.aws.s3.S3FileIO;
import org.apache.iceberg.aws.s3.S3FileIOProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.rest.RESTCatalogAdapter;
import org.apache.iceberg.rest.RESTCatalogServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;

/**
 * Serves a JDBC catalog through the REST protocol, on the loopback address only. Configured by the
 * environment: {@code CATALOG_PORT}, {@code CATALOG_DATABASE} (a SQLite file), {@code
 * CATALOG_WAREHOUSE} and {@code CATALOG_S3_...}.
 */
public final class CatalogServer {
  private CatalogServer() {}

  public static void main(String[] args) throws Exception {
    ServletContextHandler context = new ServletContextHandler(ServletContextHandler.NO_SESSIONS);
    context.addServlet(
        new ServletHolder(new RESTCatalogServlet(new RESTCatalogAdapter(catalog()))), "/*");
    Server server =
        new Server(
            new InetSocketAddress(
                InetAddress.getLoopbackAddress(), Integer.parseInt(variable("CATALOG_PORT"))));
    server.setHandler(context);
    server.setStopAtShutdown(true);
    server.start();
    server.join();
  }

  private static Catalog catalog() {
    return CatalogUtil.buildIcebergCatalog(
        "lake",
        Map.ofEntries(
            Map.entry(CatalogProperties.CATALOG_IMPL, JdbcCatalog.class.getName()),
            Map.entry(
                CatalogProperties.URI,
                "jdbc:sqlite:"
                    + variable("CATALOG_DATABASE")
                    + "?journal_mode=WAL&busy_timeout=10000"),
            Map.entry("jdbc.schema-version", "V1"),
            Map.entry(CatalogProperties.WAREHOUSE_LOCATION, variable("CATALOG_WAREHOUSE")),
            Map.entry(CatalogProperties.FILE_IO_IMPL, S3FileIO.class.getName()),
            Map.entry(S3FileIOProperties.ENDPOINT, variable("CATALOG_S3_ENDPOINT")),
            Map.entry(S3FileIOProperties.PATH_STYLE_ACCESS, "true"),
            Map.entry(S3FileIOProperties.ACCESS_KEY_ID, variable("CATALOG_S3_ACCESS_KEY")),
            Map.entry(S3FileIOProperties.SECRET_ACCESS_KEY, variable("CATALOG_S3_SECRET_KEY")),
            Map.entry(AwsClientProperties.CLIENT_REGION, variable("CATALOG_S3_REGION")),
            Map.entry(HttpClientProperties.CLIENT_TYPE, HttpClientProperties.CLIENT_TYPE_APACHE)),
        null);
  }

  private static String variable(String name) {
    String value = System.getenv(name);
    if (value == null) {
      throw new IllegalStateException("Cannot start the catalog: " + name + " is not set");
    }
    return value;
  }
}
