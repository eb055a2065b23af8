package dev.frazil.connect.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.connect.metrics.ShownSinks.ShownTask;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ShownSinksTest {
  private final AtomicLong clockMs = new AtomicLong(5_000);
  private final SinkMetrics movies = new SinkMetrics("shown-movies", clockMs::get);
  private final SinkMetrics odd = new SinkMetrics("shown odd: \"a\"", clockMs::get);

  @Test
  void allSinksOfTheJvmAreAddedUp() {
    ShownSinks before = ShownSinks.now();
    TableMetrics views = movies.table("silver.views");
    TableMetrics clicks = odd.table("silver.clicks");
    views.add(TableMetric.ROWS, 7);
    views.committed(1);
    clockMs.set(Long.MAX_VALUE);
    clicks.add(TableMetric.ROWS, 5);
    clicks.add(TableMetric.OTHER_FAILURES, 1);
    clicks.add(TableMetric.UNKNOWN_STATES, 2);
    clicks.add(TableMetric.LOOK_FAILURES, 4);
    clicks.add(TableMetric.CONFLICTS, 100);
    clicks.committed(1);
    try (TaskMetrics one = movies.task(1);
        TaskMetrics zero = odd.task(0)) {
      one.show(TaskMetric.UNWRITTEN_SINCE, 17);
      one.show(TaskMetric.COMMIT_INTERVAL, 10_000);
      zero.show(TaskMetric.WRITE_FAILURES, 8);

      ShownSinks shown = ShownSinks.now();

      assertThat(shown.lastCommitMs()).isEqualTo(Long.MAX_VALUE);
      assertThat(shown.rows() - before.rows()).isEqualTo(12);
      assertThat(shown.failures() - before.failures()).isEqualTo(15);
      assertThat(ours(shown))
          .containsExactly(
              new ShownTask("shown odd: \"a\"", 0, 0, 0),
              new ShownTask("shown-movies", 1, 17, 10_000));
    } finally {
      movies.close();
      odd.close();
    }
    assertThat(ours(ShownSinks.now())).isEmpty();
  }

  private static List<ShownTask> ours(ShownSinks shown) {
    return shown.tasks().stream().filter(task -> task.connector().startsWith("shown")).toList();
  }
}
