package dev.frazil.local;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Spark SQL over the tables of a stack, in a process of its own: an engine that shares no code with
 * the connector. The catalog is named {@code lake} and is the current one; the session's time zone
 * is UTC. One statement at a time.
 *
 * <p>Values: integers are {@code Long}, floating numbers {@code Double}, decimals {@code String},
 * times ISO-8601 {@code String}, binary Base64 {@code String}, structs and maps {@code Map}, arrays
 * {@code List}.
 */
public final class SparkSql implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectReader ROW =
      JSON.readerForListOf(Object.class).with(DeserializationFeature.USE_LONG_FOR_INTS);
  private static final int HEAP_MEGABYTES = 640;
  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
  private static final int LOG_LINES = 20;

  /** What Spark reaches into and the JDK keeps closed. */
  private static final List<String> OPENED_PACKAGES =
      List.of(
          "java.io",
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.net",
          "java.nio",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "jdk.internal.ref",
          "sun.nio.ch",
          "sun.nio.cs",
          "sun.security.action",
          "sun.util.calendar");

  private final Process process;
  private final Path log;
  private final BufferedWriter statements;
  private final BufferedReader answers;

  private SparkSql(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.statements =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Starts Spark beside a running stack and waits until it takes statements; takes some seconds.
   *
   * @throws LocalStackException when it does not come up, with the last lines of its log
   */
  public static SparkSql start(Endpoints endpoints) {
    Path log = endpoints.logs().resolve("spark.log");
    try {
      Path scratch = Files.createDirectories(endpoints.directory().resolve("data/spark"));
      Launch launch = launch(endpoints, scratch);
      ProcessBuilder builder = new ProcessBuilder(launch.command());
      builder.directory(scratch.toFile());
      builder.environment().putAll(launch.environment());
      builder.environment().putAll(endpoints.environment());
      builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
      SparkSql spark = new SparkSql(builder.start(), log);
      spark.query("SELECT 1");
      return spark;
    } catch (IOException e) {
      throw new LocalStackException("Cannot start spark: " + e.getMessage(), e);
    }
  }

  /**
   * Runs a statement and returns its rows, columns in order.
   *
   * @throws SparkSqlException when Spark refuses it
   * @throws LocalStackException when Spark is gone
   */
  public synchronized List<Map<String, @Nullable Object>> query(String sql) {
    try {
      statements.write(JSON.writeValueAsString(sql));
      statements.newLine();
      statements.flush();
      String answer = answers.readLine();
      if (answer == null) {
        throw new IOException("it ended");
      }
      return rows(JSON.readTree(answer));
    } catch (IOException e) {
      throw new LocalStackException(
          "Cannot query spark: "
              + e.getMessage()
              + "; last lines of "
              + log
              + ":\n  "
              + String.join("\n  ", LogTail.lines(log, 0, LOG_LINES)),
          e);
    }
  }

  /** Ends Spark; it ends by itself when its input ends. */
  @Override
  public void close() {
    try {
      statements.close();
      if (!process.waitFor(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static List<Map<String, @Nullable Object>> rows(JsonNode answer) throws IOException {
    if (answer.has("error")) {
      throw new SparkSqlException(answer.path("error").asText());
    }
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (JsonNode values : answer.path("rows")) {
      List<@Nullable Object> row = ROW.readValue(values);
      Map<String, @Nullable Object> byColumn = new LinkedHashMap<>();
      for (int i = 0; i < row.size(); i++) {
        byColumn.put(answer.path("columns").path(i).asText(), row.get(i));
      }
      rows.add(byColumn);
    }
    return rows;
  }

  private static Launch launch(Endpoints endpoints, Path scratch) throws IOException {
    List<String> jvmArguments = new ArrayList<>();
    jvmArguments.add("-XX:+UseSerialGC");
    jvmArguments.add("-Djava.io.tmpdir=" + scratch);
    jvmArguments.add(
        "-Dlog4j2.configurationFile="
            + new StackDirectory(endpoints.directory()).writeResource("log4j2-spark.xml"));
    for (String opened : OPENED_PACKAGES) {
      jvmArguments.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
    }
    return new Launch(
        Launch.ownJavaHome(),
        HEAP_MEGABYTES,
        jvmArguments,
        Checkout.classPathWithClassesOf("spark"),
        "dev.frazil.local.spark.SqlSession",
        List.of(),
        Map.of("SPARK_LOCAL_IP", "127.0.0.1"),
        scratch);
  }
}
