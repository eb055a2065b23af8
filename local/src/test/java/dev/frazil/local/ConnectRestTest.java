package dev.frazil.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client against a server with prepared answers. */
class ConnectRestTest {
  private record Answer(int status, String body) {}

  private final Queue<Answer> answers = new ArrayDeque<>();
  private final List<String> requests = new ArrayList<>();
  private HttpServer server;
  private ConnectRest connect;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    connect = ConnectRest.at("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  @AfterEach
  void stop() {
    server.stop(0);
    assertThat(answers).as("answers that nobody asked for").isEmpty();
  }

  @Test
  void aRebalanceIsWaitedFor() {
    answers.add(new Answer(409, "{\"error_code\":409,\"message\":\"rebalance\"}"));
    answers.add(new Answer(201, "{}"));
    connect.deploy("my movies", Map.of("tasks.max", "3"));
    assertThat(requests)
        .containsExactly(
            "PUT /connectors/my%20movies/config {\"tasks.max\":\"3\"}",
            "PUT /connectors/my%20movies/config {\"tasks.max\":\"3\"}");
  }

  @Test
  void aRefusalCarriesTheMessageOfConnect() {
    answers.add(new Answer(400, "{\"error_code\":400,\"message\":\"Connector config is bad\"}"));
    assertThatExceptionOfType(ConnectRestException.class)
        .isThrownBy(() -> connect.deploy("movies", Map.of()))
        .withMessage("Cannot deploy movies: Connector config is bad")
        .satisfies(e -> assertThat(e.status()).isEqualTo(400));
  }

  @Test
  void anAnswerThatIsNoJsonIsToldByItsStatus() {
    answers.add(new Answer(502, "<html>proxy</html>"));
    assertThatExceptionOfType(ConnectRestException.class)
        .isThrownBy(() -> connect.connectors())
        .withMessage("Cannot list connectors: status 502");
  }

  @Test
  void problemsAreListedPerKey() {
    answers.add(
        new Answer(
            200,
            """
            {"name": "X", "error_count": 2, "configs": [
              {"definition": {}, "value": {"name": "topics", "errors": ["is missing", "is odd"]}},
              {"definition": {}, "value": {"name": "tasks.max", "value": "3", "errors": []}}]}\
            """));
    assertThat(connect.validate("a.b.Sink", Map.of("name", "m")))
        .containsExactly(
            new ConfigProblem("topics", "is missing"), new ConfigProblem("topics", "is odd"));
    assertThat(requests)
        .containsExactly("PUT /connector-plugins/a.b.Sink/config/validate {\"name\":\"m\"}");
  }

  @Test
  void runningIsAwaited() {
    answers.add(new Answer(404, "{\"message\":\"No status\"}"));
    answers.add(new Answer(200, status("RUNNING", "")));
    answers.add(new Answer(200, status("RUNNING", task(0, "RUNNING", "")))); // one of two
    answers.add(
        new Answer(200, status("RUNNING", task(0, "RUNNING", "") + "," + task(1, "RUNNING", ""))));
    assertThat(connect.awaitRunning("movies", 2, Duration.ofSeconds(20)).tasks())
        .containsExactly(
            new ConnectorStatus.Task(0, "RUNNING", "w:1", ""),
            new ConnectorStatus.Task(1, "RUNNING", "w:1", ""));
  }

  @Test
  void aFailedTaskEndsTheWait() {
    answers.add(new Answer(200, status("RUNNING", task(0, "FAILED", "out of luck"))));
    assertThatExceptionOfType(ConnectRestException.class)
        .isThrownBy(() -> connect.awaitRunning("movies", 1, Duration.ofSeconds(20)))
        .withMessage("Cannot run movies: out of luck");
  }

  @Test
  void theWaitEnds() {
    answers.add(new Answer(200, status("PAUSED", "")));
    assertThatExceptionOfType(ConnectRestException.class)
        .isThrownBy(() -> connect.awaitRunning("movies", 1, Duration.ZERO))
        .withMessage(
            "Cannot wait longer for movies: after 0 s it is ConnectorStatus[name=movies,"
                + " state=PAUSED, worker=w:1, trace=, tasks=[]]");
  }

  @Test
  void theLifeOfAConnector() {
    for (int i = 0; i < 5; i++) {
      answers.add(new Answer(202, ""));
    }
    connect.pause("m");
    connect.resume("m");
    connect.stop("m");
    connect.restart("m");
    connect.delete("m");
    assertThat(requests)
        .containsExactly(
            "PUT /connectors/m/pause ",
            "PUT /connectors/m/resume ",
            "PUT /connectors/m/stop ",
            "POST /connectors/m/restart?includeTasks=true&onlyFailed=false ",
            "DELETE /connectors/m ");
  }

  @Test
  void configurationAndOffsetsAreRead() {
    answers.add(new Answer(200, "{\"name\":\"m\",\"topics\":\"a,b\"}"));
    answers.add(
        new Answer(
            200,
            """
            {"offsets": [{"partition": {"kafka_topic": "a", "kafka_partition": 1},
                          "offset": {"kafka_offset": 42}}]}\
            """));
    assertThat(connect.config("m")).isEqualTo(Map.of("name", "m", "topics", "a,b"));
    assertThat(connect.offsets("m")).containsExactly(new ConnectorOffset("a", 1, 42));
  }

  @Test
  void offsetsAreAlteredAndForgottenAndOneTaskRestarted() {
    for (int i = 0; i < 3; i++) {
      answers.add(new Answer(200, "{}"));
    }
    connect.alterOffsets("m", List.of(new ConnectorOffset("a", 1, 42)));
    connect.resetOffsets("m");
    connect.restartTask("m", 2);
    assertThat(requests)
        .containsExactly(
            "PATCH /connectors/m/offsets {\"offsets\":[{\"partition\":{\"kafka_topic\":\"a\","
                + "\"kafka_partition\":1},\"offset\":{\"kafka_offset\":42}}]}",
            "DELETE /connectors/m/offsets ",
            "POST /connectors/m/tasks/2/restart ");
  }

  @Test
  void aWorkerThatIsNotThereIsNamed() {
    server.stop(0);
    assertThatExceptionOfType(ConnectRestException.class)
        .isThrownBy(() -> connect.connectors())
        .withMessage("Cannot reach Connect at " + connect.url() + ": nothing listens there")
        .satisfies(e -> assertThat(e.status()).isZero());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "127.0.0.1:8083", "ftp://a:1", "http://", "http://bad host", ""})
  void whatIsNoAddressIsRefused(String url) {
    assertThatExceptionOfType(ConnectRestException.class)
        .isThrownBy(() -> ConnectRest.at(url))
        .withMessage(
            "Invalid address of Connect: " + url + " (expected such as http://127.0.0.1:8083)");
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
    Answer answer = answers.remove();
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String status(String state, String tasks) {
    return "{\"name\":\"movies\",\"connector\":{\"state\":\""
        + state
        + "\",\"worker_id\":\"w:1\"},\"tasks\":["
        + tasks
        + "],\"type\":\"sink\"}";
  }

  private static String task(int id, String state, String trace) {
    return "{\"id\":"
        + id
        + ",\"state\":\""
        + state
        + "\",\"worker_id\":\"w:1\""
        + (trace.isEmpty() ? "" : ",\"trace\":\"" + trace + "\"")
        + "}";
  }
}
