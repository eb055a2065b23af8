package dev.frazil.local.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Reads statements, each a line with a JSON string, and answers each with a line {@code
 * {"columns":[...],"rows":[[...]]}} or {@code {"error":"..."}}. Ends when its input ends.
 */
public final class SqlSession {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SqlSession() {}

  public static void main(String[] args) throws IOException {
    PrintStream answers = System.out;
    System.setOut(System.err);
    BufferedReader statements =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    SparkSession session = session();
    for (String line = statements.readLine(); line != null; line = statements.readLine()) {
      byte[] answer = JSON.writeValueAsBytes(answer(session, JSON.readValue(line, String.class)));
      answers.write(answer);
      answers.write('\n');
      answers.flush();
    }
    session.stop();
  }

  private static Map<String, Object> answer(SparkSession session, String sql) {
    try {
      Dataset<Row> result = session.sql(sql);
      List<List<@Nullable Object>> rows =
          result.collectAsList().stream().map(SqlValue::list).toList();
      return Map.of("columns", List.of(result.columns()), "rows", rows);
    } catch (Exception e) {
      String message = e.getMessage();
      return Map.of("error", message == null ? e.toString() : message);
    }
  }

  private static SparkSession session() {
    return SparkSession.builder()
        .master("local[2]")
        .appName("frazil")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/warehouse")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.datetime.java8API.enabled", "true")
        .config("spark.sql.defaultCatalog", "lake")
        .config(
            "spark.sql.extensions",
            "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions")
        .config("spark.sql.catalog.lake", "org.apache.iceberg.spark.SparkCatalog")
        .config("spark.sql.catalog.lake.type", "rest")
        .config("spark.sql.catalog.lake.cache-enabled", "false")
        .config("spark.sql.catalog.lake.uri", System.getenv("FRAZIL_CATALOG_URI"))
        .config("spark.sql.catalog.lake.io-impl", "org.apache.iceberg.aws.s3.S3FileIO")
        .config("spark.sql.catalog.lake.s3.endpoint", System.getenv("FRAZIL_S3_ENDPOINT"))
        .config("spark.sql.catalog.lake.s3.path-style-access", "true")
        .config("spark.sql.catalog.lake.s3.access-key-id", System.getenv("FRAZIL_S3_ACCESS_KEY"))
        .config(
            "spark.sql.catalog.lake.s3.secret-access-key", System.getenv("FRAZIL_S3_SECRET_KEY"))
        .config("spark.sql.catalog.lake.client.region", System.getenv("FRAZIL_S3_REGION"))
        .config("spark.sql.catalog.lake.http-client.type", "apache")
        .getOrCreate();
  }
}
