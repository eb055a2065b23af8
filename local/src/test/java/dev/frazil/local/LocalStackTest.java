package dev.frazil.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One stack with all its parts. */
class LocalStackTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Path directory;
  private static WorkerOptions worker;
  private static LocalStack stack;

  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws IOException {
    directory = TestDirectory.forStack("stack");
    worker = WorkerOptions.defaults().withPluginPath(TestDirectory.forPlugins());
    stack = LocalStack.start(StackOptions.in(directory).withWorkers(worker));
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void theWorkerListsItsPluginsWithVersions() {
    assertThat(stack.connect().plugins())
        .contains(
            new ConnectPlugin(
                "org.apache.kafka.connect.converters.ByteArrayConverter", "converter", "4.3.1"))
        .contains(
            new ConnectPlugin(
                "org.apache.kafka.connect.transforms.predicates.TopicNameMatches",
                "predicate",
                "4.3.1"));
  }

  @Test
  void theWorkerSaysWhatIsWrongWithARequest() {
    assertThatExceptionOfType(ConnectRestException.class)
        .isThrownBy(() -> stack.connect().status("movies"))
        .withMessage("Cannot read the status of movies: No status found for connector movies")
        .satisfies(e -> assertThat(e.status()).isEqualTo(404));
  }

  @Test
  void theShippedTopicsAreCreatedOnce() {
    List<TopicSpec> shipped = TopicSpec.load(Checkout.directory().resolve("config/topics.json"));
    try (Topics topics = Topics.at(stack.endpoints().bootstrapServers())) {
      assertThat(topics.create(shipped))
          .containsExactlyInAnyOrder(
              "events_views",
              "events_clicks",
              "events_ratings",
              "movies.dlq",
              "orders",
              "orders.dlq");
      assertThat(topics.create(shipped)).isEmpty();
      assertThat(topics.list()).contains("events_views", "frazil-connect-offsets");
      assertThat(topics.endOffsets(List.of("events_ratings")))
          .isEqualTo(
              Map.of(
                  new TopicPartition("events_ratings", 0), 0L,
                  new TopicPartition("events_ratings", 1), 0L,
                  new TopicPartition("events_ratings", 2), 0L));
      assertThat(topics.committed("nobody")).isEmpty();
      assertThatExceptionOfType(LocalStackException.class)
          .isThrownBy(() -> topics.create(List.of(new TopicSpec("events_views", 4, Map.of()))))
          .withMessage(
              "Cannot create topic events_views: it exists with 3 partitions (expected 4)");
    }
  }

  @Test
  void theObjectStoreRefusesWhoDoesNotSign() throws Exception {
    HttpRequest unsigned =
        HttpRequest.newBuilder(URI.create(stack.endpoints().s3Endpoint() + "/warehouse")).build();
    assertThat(http.send(unsigned, HttpResponse.BodyHandlers.discarding()).statusCode())
        .isEqualTo(403);
  }

  @Test
  void theCatalogKeepsTableMetadataInTheObjectStore() throws Exception {
    post("/v1/namespaces", "{\"namespace\":[\"shelf\"]}");
    JsonNode table =
        post(
            "/v1/namespaces/shelf/tables",
            """
            {"name": "books", "schema": {"type": "struct", "schema-id": 0, "fields": [
              {"id": 1, "name": "title", "required": true, "type": "string"}]}}\
            """);

    String metadata = table.path("metadata-location").asText();
    assertThat(metadata).startsWith("s3://warehouse/shelf/books/metadata/");
    assertThat(stack.objectStore().bucket().resolve(metadata.substring("s3://warehouse/".length())))
        .exists();
  }

  @Test
  void sparkReadsWhatItWrote() {
    try (SparkSql spark = SparkSql.start(stack.endpoints())) {
      assertThat(spark.query("SELECT 1 AS one, timestamp'2026-01-02 03:04:05' AS at, null AS none"))
          .singleElement()
          .satisfies(
              row -> {
                assertThat(row).containsEntry("one", 1L).containsEntry("none", null);
                assertThat(row).containsEntry("at", "2026-01-02T03:04:05Z");
              });
      spark.query("CREATE NAMESPACE films");
      spark.query("CREATE TABLE films.seen (id bigint, at timestamp) PARTITIONED BY (days(at))");
      spark.query("INSERT INTO films.seen VALUES (7, timestamp'2026-01-02 03:04:05')");
      assertThat(spark.query("SELECT * FROM films.seen"))
          .containsExactly(Map.of("id", 7L, "at", "2026-01-02T03:04:05Z"));
      assertThat(spark.query("SHOW NAMESPACES")).contains(Map.of("namespace", "films"));
      assertThatExceptionOfType(SparkSqlException.class)
          .isThrownBy(() -> spark.query("SELECT * FROM films.unseen"))
          .withMessageStartingWith("[TABLE_OR_VIEW_NOT_FOUND]");
    }
  }

  @Test
  void aBrokerThatWasKilledComesBackOnItsPortWithItsTopics() {
    try (Topics topics = Topics.at(stack.endpoints().bootstrapServers())) {
      topics.create(List.of(new TopicSpec("kept", 2, Map.of())));
      long before = stack.broker().pid();

      stack.broker().kill();
      assertThat(stack.broker().isRunning()).isFalse();
      stack.broker().start();

      assertThat(stack.broker().pid()).isNotEqualTo(before);
      assertThat(topics.list()).contains("kept");
    }
  }

  @Test
  void workersOfOneGroupComeAndGo() {
    ConnectWorker second = stack.addWorker(worker.withHeapMegabytes(256));
    assertThat(second.name()).isEqualTo("connect-2");
    assertThat(second.rest().connectors()).isEmpty();
    assertThat(second.cpuTime()).isGreaterThan(Duration.ofMillis(100));

    second.kill();

    assertThatExceptionOfType(LocalStackException.class)
        .isThrownBy(second::pid)
        .withMessage("Cannot read the process id of connect-2: it is not running");
    stack.requireAlive();
  }

  @Test
  void aWorkerThatCannotStartShowsWhy() {
    assertThatExceptionOfType(LocalStackException.class)
        .isThrownBy(() -> stack.addWorker(worker.withProperty("listeners", "nonsense")))
        .withMessageMatching(
            "(?s)Cannot start connect-\\d: it ended with exit code 2; last lines of .*/logs/"
                + "connect-\\d.log:\n.*ConfigException: Listener doesn't have the right format.*");
  }

  @Test
  void aSecondStartInTheSameDirectoryIsRefused() {
    assertThatExceptionOfType(LocalStackException.class)
        .isThrownBy(() -> LocalStack.start(StackOptions.in(directory)))
        .withMessageMatching(
            "Cannot start the stack in .*: it is running \\(process ids: .*s3 \\d+.*\\)");
    assertThatExceptionOfType(LocalStackException.class)
        .isThrownBy(() -> LocalStack.reset(directory))
        .withMessageMatching("Cannot reset the stack in .*: it is running \\(process ids: .*\\)");
  }

  @Test
  void othersFindTheStackByItsDirectory() {
    AttachedStack attached = LocalStack.attach(directory);

    assertThat(attached.endpoints()).isEqualTo(stack.endpoints());
    assertThat(attached.isRunning()).isTrue();
    assertThat(attached.status())
        .contains(
            new PartStatus(
                "catalog",
                true,
                stack.catalog().pid(),
                stack.endpoints().catalogUrl(),
                startOf(stack.catalog().pid()),
                stack.catalog().log()));
    assertThatExceptionOfType(LocalStackException.class)
        .isThrownBy(() -> attached.log("zookeeper"))
        .withMessageMatching("Invalid part: zookeeper \\(expected one of .*s3.*\\)");
  }

  @Test
  void noFileThatOthersCanReadHoldsTheSecret() throws Exception {
    String secret = stack.endpoints().s3SecretKey();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(path -> holds(path, secret)).toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(file.toString())
            .isEqualTo("rw-------");
      }
    }
    assertThat(holds(directory.resolve("secrets.json"), secret)).isTrue();
    assertThat(holds(directory.resolve("state.json"), secret)).isFalse();
    assertThat(stack.endpoints().toString()).doesNotContain(secret);
  }

  private JsonNode post(String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(stack.endpoints().catalogUrl() + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  /** As exact as the state file has it. */
  private static Instant startOf(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(handle -> handle.info().startInstant())
        .orElseThrow()
        .truncatedTo(ChronoUnit.MILLIS);
  }

  private static boolean holds(Path file, String text) {
    try {
      return Files.isRegularFile(file)
          && Files.size(file) < 1_000_000
          && Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      return false;
    }
  }
}
