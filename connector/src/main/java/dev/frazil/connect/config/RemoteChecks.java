package dev.frazil.connect.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs {@link RemoteProbe}s side by side, each in a thread of its own, and answers when all have,
 * or at the deadline with what they have found so far. A probe that is late is interrupted.
 */
final class RemoteChecks implements ConfigCheck {

  private final Duration deadline;

  RemoteChecks(Duration deadline) {
    this.deadline = deadline;
  }

  @Override
  public List<ConfigProblem> problems(Map<String, String> config) {
    long endNs = System.nanoTime() + deadline.toNanos();
    List<Running> probes = probes(config).stream().map(Running::start).toList();
    List<ConfigProblem> problems = new ArrayList<>();
    for (Running probe : probes) {
      problems.addAll(probe.answer(endNs, deadline));
    }
    return problems;
  }

  private List<RemoteProbe> probes(Map<String, String> config) {
    List<RemoteProbe> probes = new ArrayList<>();
    probes.add(new CatalogProbe(config));
    KafkaConfig kafka = KafkaConfig.of(ParsedConfig.of(config));
    if (kafka.knowsTopicIds()) {
      probes.add(new BrokerProbe(kafka, deadline));
    }
    return probes;
  }

  /** A probe and what it will answer. */
  private record Running(RemoteProbe probe, FutureTask<List<ConfigProblem>> future) {

    static Running start(RemoteProbe probe) {
      FutureTask<List<ConfigProblem>> future = new FutureTask<>(probe);
      Thread thread = new Thread(future, "frazil-validate-" + probe.name());
      thread.setDaemon(true);
      thread.start();
      return new Running(probe, future);
    }

    List<ConfigProblem> answer(long endNs, Duration deadline) {
      try {
        return future.get(Math.max(0, endNs - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        future.cancel(true);
        return probe.soFar(deadline);
      } catch (ExecutionException e) {
        return List.of(probe.failure(e.getCause() == null ? e : e.getCause()));
      } catch (InterruptedException e) {
        future.cancel(true);
        Thread.currentThread().interrupt();
        return List.of(probe.failure(e));
      }
    }
  }
}
