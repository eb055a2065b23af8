package dev.frazil.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frazil.local.Endpoints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code frazil verify} on a table of the sink, while another engine does to it what engines do.
 */
class VerifyTest {
  private static final String TOPIC = "views_verify";
  private static final String TABLE = "silver." + TOPIC;
  private static final Path CATALOG =
      Path.of("target", "verify-" + ProcessHandle.current().pid() + ".properties");

  @Test
  void whatOthersMayDoIsFineAndWhatTheyMustNotIsFound() throws Exception {
    Broker.create(TOPIC, 3);
    Broker.sendViews(TOPIC, 2_000);
    ShippedConnector connector = ShippedConnector.viewsOf(TOPIC, "verify");
    connector.deploy();
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> Broker.isConsumed(connector.name(), List.of(TOPIC)));
    connector.delete();
    describeCatalog();

    Run good = verify();
    assertThat(good.output)
        .contains("Proven: lake." + TABLE + " holds each Kafka record once.")
        .contains("rows      2,000, each in the ledger and there once");
    assertThat(good.exitCode).isZero();

    spark(
        "call lake.system.rewrite_data_files(table => '%s', options => map('rewrite-all',"
            + " 'true'))");
    spark("delete from %s where _kafka_partition = 0 and _kafka_offset < 3");
    spark("call lake.system.expire_snapshots(table => '%s', retain_last => 2)");
    Run maintained = verify();
    assertThat(maintained.output)
        .contains("Notice deleted-by-others: ")
        .contains("rows      1,997, each in the ledger and there once");
    assertThat(maintained.exitCode).isZero();

    spark("insert into %s select * from %1$s where _kafka_partition = 1 and _kafka_offset < 5");
    Run damaged = verify();
    assertThat(damaged.output)
        .contains("Violation offset-twice: 5 offsets of " + TOPIC + "-1 are in the table twice")
        .contains("  offsets   0 to 4");
    assertThat(damaged.exitCode).isEqualTo(1);
  }

  private static void spark(String query) {
    Stack.spark().query(query.formatted(TABLE));
  }

  private static void describeCatalog() throws IOException {
    Endpoints endpoints = Stack.local().endpoints();
    Files.write(
        CATALOG,
        List.of(
            "type=rest",
            "uri=" + endpoints.catalogUrl(),
            "warehouse=" + endpoints.warehouse(),
            "io-impl=org.apache.iceberg.aws.s3.S3FileIO",
            "http-client.type=apache",
            "client.region=" + endpoints.s3Region(),
            "s3.endpoint=" + endpoints.s3Endpoint(),
            "s3.path-style-access=true",
            "s3.access-key-id=" + endpoints.s3AccessKey(),
            "s3.secret-access-key=" + endpoints.s3SecretKey()));
  }

  /** In a process of its own, as users run it. */
  private static Run verify() throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dfrazil.home=" + Path.of("target").toAbsolutePath());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("dev.frazil.cli.Frazil", "verify", TABLE));
    command.addAll(List.of("--catalog-config", CATALOG.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), output);
  }

  private record Run(int exitCode, String output) {}
}
