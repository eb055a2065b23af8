package dev.frazil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectorsCommandTest {
  private static final String VALIDATE = "PUT /connector-plugins/X/config/validate";
  private static final String DEPLOY = "PUT /connectors/c/config";
  private static final String RESTART =
      "POST /connectors/c/restart?includeTasks=true&onlyFailed=false";
  private static final String STATUS = "GET /connectors/c/status";
  private static final String VALID = "{\"configs\": []}";

  private TestingConnect connect;
  private Path file;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    connect = new TestingConnect();
    file =
        Files.writeString(
            directory.resolve("c.json"),
            "{\"name\": \"c\", \"config\": {\"connector.class\": \"X\", \"iceberg.catalog.token\":"
                + " \"${env:T}\"}}");
  }

  @AfterEach
  void stop() {
    connect.close();
  }

  @Test
  void deployValidatesDeploysAndWaits() {
    connect
        .answer(VALIDATE, VALID)
        .answer(DEPLOY, "{}")
        .answer(STATUS, status("RUNNING", "RUNNING", ""));
    Invocation run = deploy("--set", "a=b");
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines()).endsWith("Deployed c: 1 task runs.");
    assertThat(connect.requests()).containsExactly(VALIDATE, DEPLOY, STATUS);
    assertThat(connect.bodies().get(0)).contains("\"name\":\"c\"").contains("\"a\":\"b\"");
    assertThat(connect.bodies().get(1))
        .contains("\"iceberg.catalog.token\":\"${env:T}\"")
        .contains("\"a\":\"b\"");
  }

  @Test
  void allTasksAreWaitedForWhichConnectShowsOneAfterTheOther() {
    String one = status("RUNNING", "RUNNING", "");
    String two = one.replace("[{", "[{\"id\": 1, \"state\": \"RUNNING\", \"worker_id\": \"w\"}, {");
    connect
        .answer("PUT /connector-plugins/FrazilSinkConnector/config/validate", VALID)
        .answer(DEPLOY, "{}")
        .answers(STATUS, one, one, two);

    Invocation run = deploy("--set", "connector.class=FrazilSinkConnector", "--set", "tasks.max=2");

    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines()).endsWith("Deployed c: 2 tasks run.");
    assertThat(connect.requests()).endsWith(STATUS, STATUS, STATUS);
  }

  @Test
  void aNumberOfTasksThatOnlyConnectKnowsIsNotWaitedFor() {
    connect
        .answer("PUT /connector-plugins/FrazilSinkConnector/config/validate", VALID)
        .answer(DEPLOY, "{}")
        .answer(STATUS, status("RUNNING", "RUNNING", ""));

    Invocation run =
        deploy("--set", "connector.class=FrazilSinkConnector", "--set", "tasks.max=${env:TASKS}");

    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines()).endsWith("Deployed c: 1 task runs.");
  }

  @Test
  void dryRunChangesNothing() {
    connect.answer(VALIDATE, VALID);
    Invocation run = deploy("--dry-run");
    assertThat(run).isEqualTo(new Invocation(0, "c is valid.%n".formatted(), ""));
    assertThat(connect.requests()).containsExactly(VALIDATE);
  }

  @Test
  void errorsAreListedByKeyAndNothingIsDeployed() {
    connect.answer(
        VALIDATE,
        "{\"configs\": [{\"value\": {\"name\": \"a\", \"errors\": [\"first\", \"second\"]}},"
            + " {\"value\": {\"name\": \"b\", \"errors\": []}}]}");
    Invocation run = deploy();
    assertThat(run)
        .isEqualTo(
            new Invocation(
                1,
                "",
                "Cannot deploy c: its configuration has errors%n  a: first%n  a: second%n"
                    .formatted()));
    assertThat(connect.requests()).containsExactly(VALIDATE);
  }

  @Test
  void aSecretInClearDoesNotReachConnect() {
    Invocation run = deploy("--set", "iceberg.catalog.s3.secret-access-key=hunter2");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .startsWith(
            "Cannot deploy c: its configuration has errors%n  iceberg.catalog.s3.secret-access-key: "
                .formatted())
        .doesNotContain("hunter2");
    assertThat(connect.requests()).isEmpty();
  }

  @Test
  void aTaskThatFailsIsToldByItsCause() {
    connect
        .answer(VALIDATE, VALID)
        .answer(DEPLOY, "{}")
        .answer(
            STATUS,
            status("RUNNING", "FAILED", "a.B: outer\\n\\tat x\\nCaused by: c.D: no such bucket"));
    Invocation run = deploy();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).isEqualTo("Cannot run c: c.D: no such bucket%n".formatted());
  }

  @Test
  void withoutWaitingItDoesNotAskForTheStatus() {
    connect.answer(VALIDATE, VALID).answer(DEPLOY, "{}");
    assertThat(deploy("--wait", "0")).isEqualTo(new Invocation(0, "Deployed c.%n".formatted(), ""));
    assertThat(connect.requests()).containsExactly(VALIDATE, DEPLOY);
  }

  @ParameterizedTest
  @CsvSource({
    "pause, PUT /connectors/c/pause, Paused",
    "resume, PUT /connectors/c/resume, Resumed",
    "stop, PUT /connectors/c/stop, Stopped",
    "delete, DELETE /connectors/c, Deleted"
  })
  void verbsAskConnectOnce(String verb, String request, String done) {
    connect.answer(request, "");
    Invocation run = Invocation.of("connectors", verb, "c", "--connect-url", connect.url());
    assertThat(run).isEqualTo(new Invocation(0, "%s c.%n".formatted(done), ""));
    assertThat(connect.requests()).containsExactly(request);
  }

  @Test
  void restartAsksFirstWhetherThereIsAnythingToRestart() {
    connect.answer(STATUS, status("RUNNING", "FAILED", "c.D")).answer(RESTART, "");
    assertThat(Invocation.of("connectors", "restart", "c", "--connect-url", connect.url()))
        .isEqualTo(new Invocation(0, "Restarted c.%n".formatted(), ""));
    assertThat(connect.requests()).containsExactly(STATUS, RESTART);
  }

  @Test
  void aStoppedConnectorIsNotSaidToBeRestarted() {
    connect.answer(STATUS, status("STOPPED", "UNASSIGNED", ""));
    assertThat(Invocation.of("connectors", "restart", "c", "--connect-url", connect.url()))
        .isEqualTo(
            new Invocation(
                1,
                "",
                "Cannot restart c: it is stopped (start it: connectors resume c)%n".formatted()));
    assertThat(connect.requests()).containsExactly(STATUS);
  }

  @Test
  void statusShowsTasksAndWhyOneFailed() {
    connect
        .answer("GET /connectors", "[\"c\"]")
        .answer(STATUS, status("RUNNING", "FAILED", "c.D: no such bucket"));
    Invocation run = Invocation.of("connectors", "status", "--connect-url", connect.url());
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "  connector  state    tasks",
            "  c          RUNNING  0 FAILED",
            "  c: c.D: no such bucket");
  }

  @Test
  void whatConnectRefusesIsToldInItsWords() {
    Invocation run = Invocation.of("connectors", "pause", "c", "--connect-url", connect.url());
    assertThat(run).isEqualTo(new Invocation(1, "", "Cannot pause c: not expected%n".formatted()));
  }

  @ParameterizedTest
  @CsvSource({
    "pause, PUT /connectors/d/pause, Cannot pause d",
    "delete, DELETE /connectors/d, Cannot delete d",
    "status, GET /connectors/d/status, Cannot tell the status of d"
  })
  void anUnknownConnectorIsToldWithThoseThatThereAre(String verb, String request, String cannot) {
    connect.refuse(request, 404).answer("GET /connectors", "[\"c\", \"e\"]");
    assertThat(Invocation.of("connectors", verb, "d", "--connect-url", connect.url()))
        .isEqualTo(
            new Invocation(
                1,
                "",
                "%s: there is no connector of this name (deployed: c, e)%n".formatted(cannot)));
  }

  @Test
  void anUnknownConnectorClassIsToldWithThoseThatThereAre() {
    connect
        .refuse(VALIDATE, 500)
        .answer(
            "GET /connector-plugins?connectorsOnly=false",
            "[{\"class\": \"a.YConnector\", \"type\": \"sink\"}, {\"class\": \"a.Z\", \"type\":"
                + " \"converter\"}]");
    assertThat(deploy())
        .isEqualTo(
            new Invocation(
                1,
                "",
                "Cannot deploy c: the worker has no connector X (expected one of a.YConnector)%n"
                    .formatted()));
    assertThat(deploy("--set", "connector.class=Y").err())
        .startsWith("Cannot validate a Y: not expected");
  }

  @Test
  void whatIsNoAddressOrNoTimeIsRefused() {
    assertThat(Invocation.of("connectors", "status", "--connect-url", "x"))
        .isEqualTo(
            new Invocation(
                1,
                "",
                "Invalid address of Connect: x (expected such as http://127.0.0.1:8083)%n"
                    .formatted()));
    assertThat(deploy("--wait", "-1").exitCode()).isEqualTo(2);
    assertThat(connect.requests()).isEmpty();
  }

  @Test
  void whereNobodyListensItSaysSo() {
    String url = connect.url();
    connect.close();
    Invocation run = Invocation.of("connectors", "status", "--connect-url", url);
    assertThat(run)
        .isEqualTo(
            new Invocation(
                1, "", "Cannot reach Connect at %s: nothing listens there%n".formatted(url)));
  }

  private Invocation deploy(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("connectors", "deploy", file.toString(), "--connect-url", connect.url()));
    args.addAll(List.of(more));
    return Invocation.of(args.toArray(String[]::new));
  }

  private static String status(String connector, String task, String trace) {
    return ("{\"name\": \"c\", \"connector\": {\"state\": \"%s\", \"worker_id\": \"w\"}, \"tasks\":"
            + " [{\"id\": 0, \"state\": \"%s\", \"worker_id\": \"w\", \"trace\": \"%s\"}]}")
        .formatted(connector, task, trace);
  }
}
