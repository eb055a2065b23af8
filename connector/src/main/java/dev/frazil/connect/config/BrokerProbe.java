package dev.frazil.connect.config;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.TimeoutException;

/** Asks the brokers of a configuration who they are. */
final class BrokerProbe implements RemoteProbe {

  /** Brokers that are there answer at once; the client's own patience is minutes. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final String RECONNECT_MS = "1000";

  private final KafkaConfig kafka;
  private final Duration patience;

  /** Waits for an answer for the time given, or for five seconds if that is less. */
  BrokerProbe(KafkaConfig kafka, Duration deadline) {
    this.kafka = kafka;
    this.patience = deadline.compareTo(PATIENCE) < 0 ? deadline : PATIENCE;
  }

  @Override
  public String name() {
    return "brokers";
  }

  @Override
  public List<ConfigProblem> call() throws Exception {
    Admin admin = Admin.create(properties());
    try {
      admin.describeCluster().clusterId().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return List.of();
    } catch (ExecutionException e) {
      return List.of(failure(e.getCause() == null ? e : e.getCause()));
    } catch (java.util.concurrent.TimeoutException e) {
      return soFar(patience);
    } finally {
      admin.close(Duration.ZERO);
    }
  }

  @Override
  public List<ConfigProblem> soFar(Duration deadline) {
    return List.of(unreachable("no answer within " + deadline.toMillis() + " ms"));
  }

  @Override
  public ConfigProblem failure(Throwable failure) {
    return failure instanceof TimeoutException
        ? unreachable("no answer within " + patience.toMillis() + " ms")
        : unreachable(RootCause.line(failure));
  }

  private ConfigProblem unreachable(String reason) {
    return new ConfigProblem(
        KafkaConfig.BOOTSTRAP_SERVERS,
        "Cannot reach Kafka at "
            + kafka.properties().get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG)
            + ": "
            + reason);
  }

  private Map<String, Object> properties() {
    String patienceMs = String.valueOf(patience.toMillis());
    Map<String, Object> properties = new HashMap<>(kafka.properties());
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, patienceMs);
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patienceMs);
    properties.put(AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, RECONNECT_MS);
    properties.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_MS);
    return properties;
  }
}
