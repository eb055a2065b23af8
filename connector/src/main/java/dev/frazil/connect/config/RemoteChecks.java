package dev.frazil.connect.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs {@link CatalogProbe} in a thread of its own and answers when it has, or at the deadline with
 * what it has found so far. A probe that is late is interrupted and closes its catalog itself.
 */
final class RemoteChecks implements ConfigCheck {

  private final Duration deadline;

  RemoteChecks(Duration deadline) {
    this.deadline = deadline;
  }

  @Override
  public List<ConfigProblem> problems(Map<String, String> config) {
    CatalogProbe probe = new CatalogProbe(config);
    FutureTask<List<ConfigProblem>> answer = new FutureTask<>(probe);
    Thread thread = new Thread(answer, "frazil-validate-catalog");
    thread.setDaemon(true);
    thread.start();
    try {
      return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      return probe.soFar(deadline);
    } catch (ExecutionException e) {
      return List.of(probe.failure(e.getCause() == null ? e : e.getCause()));
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return List.of(probe.failure(e));
    }
  }
}
