package dev.frazil.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Iceberg REST catalog: a SQLite file, and table metadata in the object store. */
public final class RestCatalog extends Part {
  private static final int HEAP_MEGABYTES = 256;

  /** Leaves out a stack trace for each table that is not there; clients get the message anyway. */
  private static final List<String> LOGGING =
      List.of(
          "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
          "-Dorg.slf4j.simpleLogger.log.org.apache.iceberg.rest.RESTCatalogServlet=off",
          "-Dorg.slf4j.simpleLogger.log.org.eclipse.jetty.server.Server=info",
          "-Dorg.slf4j.simpleLogger.showDateTime=true",
          "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSS");

  private final int port;
  private final String s3Endpoint;
  private final S3Keys keys;

  RestCatalog(
      StackDirectory directory, Duration startTimeout, int port, String s3Endpoint, S3Keys keys) {
    super(PartKind.CATALOG, PartKind.CATALOG.label(), directory, startTimeout);
    this.port = port;
    this.s3Endpoint = s3Endpoint;
    this.keys = keys;
  }

  @Override
  public String address() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  Launch prepare() throws IOException {
    Path database = directory().data("catalog").resolve("catalog.db");
    Files.createDirectories(database.getParent());
    return new Launch(
        Launch.ownJavaHome(),
        HEAP_MEGABYTES,
        jvmArguments(),
        Checkout.classPathWithClassesOf("catalog"),
        "dev.frazil.local.catalog.CatalogServer",
        List.of(),
        environment(database),
        directory().root());
  }

  @Override
  boolean answers() {
    return HttpProbe.status(address() + "/v1/config").orElse(0) == 200;
  }

  private static List<String> jvmArguments() {
    List<String> arguments = new ArrayList<>(LOGGING);
    arguments.add("-XX:+UseSerialGC");
    return arguments;
  }

  private Map<String, String> environment(Path database) {
    return Map.of(
        "CATALOG_PORT", String.valueOf(port),
        "CATALOG_DATABASE", database.toString(),
        "CATALOG_WAREHOUSE", "s3://" + ObjectStore.BUCKET + "/",
        "CATALOG_S3_ENDPOINT", s3Endpoint,
        "CATALOG_S3_REGION", ObjectStore.REGION,
        "CATALOG_S3_ACCESS_KEY", keys.accessKey(),
        "CATALOG_S3_SECRET_KEY", keys.secretKey());
  }
}
