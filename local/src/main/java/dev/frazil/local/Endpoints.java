package dev.frazil.local;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a stack is reached.
 *
 * @param connectUrl REST address of the first Connect worker
 * @param warehouse root of the tables, {@code s3://warehouse/}
 * @param directory what the stack keeps, logs included
 */
public record Endpoints(
    String bootstrapServers,
    String connectUrl,
    String catalogUrl,
    String s3Endpoint,
    String s3AccessKey,
    String s3SecretKey,
    String s3Region,
    String warehouse,
    Path logs,
    Path directory) {

  /** The variables that the files in {@code config/} refer to as <code>${env:...}</code>. */
  public Map<String, String> environment() {
    Map<String, String> variables = new TreeMap<>();
    variables.put("FRAZIL_BOOTSTRAP_SERVERS", bootstrapServers);
    variables.put("FRAZIL_CATALOG_URI", catalogUrl);
    variables.put("FRAZIL_S3_ENDPOINT", s3Endpoint);
    variables.put("FRAZIL_S3_ACCESS_KEY", s3AccessKey);
    variables.put("FRAZIL_S3_SECRET_KEY", s3SecretKey);
    variables.put("FRAZIL_S3_REGION", s3Region);
    variables.put("FRAZIL_WAREHOUSE", warehouse);
    return variables;
  }

  /** What Iceberg has to know to open the catalog; there is a secret in it. */
  public Map<String, String> catalogProperties() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("type", "rest");
    properties.put("uri", catalogUrl);
    properties.put("warehouse", warehouse);
    properties.put("io-impl", "org.apache.iceberg.aws.s3.S3FileIO");
    properties.put("http-client.type", "apache");
    properties.put("client.region", s3Region);
    properties.put("s3.endpoint", s3Endpoint);
    properties.put("s3.path-style-access", "true");
    properties.put("s3.access-key-id", s3AccessKey);
    properties.put("s3.secret-access-key", s3SecretKey);
    return properties;
  }

  /** All but the secret. */
  @Override
  public String toString() {
    Map<String, String> shown = environment();
    shown.put("FRAZIL_S3_SECRET_KEY", "****");
    return "Endpoints[connectUrl=" + connectUrl + ", " + shown + ", directory=" + directory + "]";
  }
}
