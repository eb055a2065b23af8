package dev.frazil.connect.health;

import static dev.frazil.connect.health.TestingCluster.task;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailedTasksTest {
  private static final String OURS = "10.0.0.1:8083";
  private static final String OTHER = "10.0.0.2:8083";
  private static final String SINK = "dev.frazil.connect.FrazilSinkConnector";

  private final TestingCluster cluster = new TestingCluster();
  private final FailedTasks failed = new FailedTasks(cluster, OURS::equals);

  @Test
  void failedTasksOfOurSinksOnThisWorkerAreNamed() {
    cluster
        .with("movies", SINK, task(0, "RUNNING", OURS), task(1, "FAILED", OURS))
        .with("clicks", "FrazilSink", task(0, "FAILED", OURS))
        .with("rides", "FrazilSinkConnector", task(0, "FAILED", OTHER))
        .with("files", "org.example.FileStreamSinkConnector", task(0, "FAILED", OURS));
    assertThat(failed.latest()).isEmpty();

    failed.look();

    assertThat(failed.latest())
        .containsExactly(
            "connector clicks, task 0: it has failed (GET /connectors/clicks/status on the worker"
                + " says why)",
            "connector movies, task 1: it has failed (GET /connectors/movies/status on the worker"
                + " says why)");
  }

  @Test
  void oneThatWasRestartedIsNoLongerNamed() {
    cluster.with("movies", SINK, task(0, "FAILED", OURS));
    failed.look();
    cluster.with("movies", SINK, task(0, "RUNNING", OURS));

    failed.look();

    assertThat(failed.latest()).isEmpty();
  }

  @Test
  void aClusterThatDoesNotAnswerChangesNothing() {
    cluster.with("movies", SINK, task(0, "FAILED", OURS));
    failed.look();
    cluster.goDown();

    failed.look();

    assertThat(failed.latest()).hasSize(1);
  }
}
