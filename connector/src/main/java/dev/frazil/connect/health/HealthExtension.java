package dev.frazil.connect.health;

import dev.frazil.connect.metrics.ShownSinks;
import dev.frazil.transforms.FrazilVersion;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.rest.ConnectRestExtension;
import org.apache.kafka.connect.rest.ConnectRestExtensionContext;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code GET /health} for the Frazil sinks of a worker, from the worker's start to its end,
 * whether it has connectors or not. A worker takes it by {@code rest.extension.classes}.
 *
 * <p>It listens on a port of its own: from version 3.9 on the worker's REST API has a {@code GET
 * /health} that says whether the worker is ready, and what a resource of that API is made of has
 * changed its package with version 4.
 */
public final class HealthExtension implements ConnectRestExtension {
  private static final long LOOK_EVERY_SECONDS = 5;

  private Map<String, ?> worker = Map.of();
  private @Nullable HealthListener listener;
  private @Nullable ScheduledExecutorService looker;
  private @Nullable Future<?> looks;

  @Override
  public void configure(Map<String, ?> configs) {
    HealthConfig.of(configs);
    worker = configs;
  }

  /**
   * Begins to listen.
   *
   * @throws ConnectException when it cannot; the worker does not start then
   */
  @Override
  public void register(ConnectRestExtensionContext context) {
    HealthConfig config = HealthConfig.of(worker);
    FailedTasks failed = new FailedTasks(context.clusterState(), WorkerNames.of(worker)::has);
    HealthMonitor monitor =
        new HealthMonitor(
            ShownSinks::now, failed::latest, config.unwritten(), System::currentTimeMillis);
    listener = HealthListener.open(config, monitor::answer);
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread made = new Thread(work, "frazil-health-looks");
              made.setDaemon(true);
              return made;
            });
    looker = thread;
    looks =
        thread.scheduleWithFixedDelay(
            failed::look, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    if (looks != null) {
      looks.cancel(true);
      looks = null;
    }
    if (looker != null) {
      looker.shutdownNow();
      looker = null;
    }
    if (listener != null) {
      listener.close();
      listener = null;
    }
  }

  @Override
  public String version() {
    return FrazilVersion.version();
  }
}
