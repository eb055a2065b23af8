package dev.frazil.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/** The broker: one node that is broker and controller. */
public final class KafkaBroker extends Part {
  private static final Duration LONGEST_FORMAT = Duration.ofSeconds(60);
  private static final int PROBE_MILLIS = 5_000;

  private final int port;
  private final int controllerPort;
  private final BrokerOptions options;

  KafkaBroker(
      StackDirectory directory,
      Duration startTimeout,
      int port,
      int controllerPort,
      BrokerOptions options) {
    super(PartKind.KAFKA, PartKind.KAFKA.label(), directory, startTimeout);
    this.port = port;
    this.controllerPort = controllerPort;
    this.options = options;
  }

  @Override
  public String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  Launch prepare() throws IOException {
    Path properties = directory().writeProperties("kafka.properties", properties());
    Path logging = directory().writeResource("log4j2-kafka.xml");
    if (!Files.exists(dataDirectory().resolve("meta.properties"))) {
      format(properties, logging);
    }
    return launch(logging, "kafka.Kafka", List.of(properties.toString()));
  }

  @Override
  boolean answers() {
    return HttpProbe.accepts(port) && isMemberOfCluster();
  }

  private void format(Path properties, Path logging) throws IOException {
    Launch launch =
        launch(
            logging,
            "kafka.tools.StorageTool",
            List.of("format", "-t", Uuid.randomUuid().toString(), "-c", properties.toString()));
    long logStart = LogTail.size(log());
    PartProcess format = PartProcess.spawn(launch, log());
    format.awaitStop(LONGEST_FORMAT);
    if (format.exitCode().orElse(1) != 0) {
      throw new LocalStackException(
          "Cannot start kafka: its storage could not be formatted" + lastLines(logStart));
    }
  }

  private Launch launch(Path logging, String mainClass, List<String> arguments) {
    return new Launch(
        Launch.ownJavaHome(),
        options.heapMegabytes(),
        List.of("-XX:+UseSerialGC", "-Dlog4j2.configurationFile=" + logging),
        Checkout.classPathOf("kafka"),
        mainClass,
        arguments,
        Map.of(),
        directory().root());
  }

  private boolean isMemberOfCluster() {
    Map<String, Object> config =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            address(),
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            PROBE_MILLIS,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            PROBE_MILLIS);
    try (Admin admin = Admin.create(config)) {
      return !admin.describeCluster().nodes().get(PROBE_MILLIS, TimeUnit.MILLISECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("Cannot wait for kafka: interrupted", e);
    }
  }

  private Path dataDirectory() {
    return directory().data("kafka");
  }

  private Map<String, String> properties() {
    Map<String, String> properties = new TreeMap<>();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", "1");
    properties.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put(
        "listeners", "PLAINTEXT://" + address() + ",CONTROLLER://127.0.0.1:" + controllerPort);
    properties.put("advertised.listeners", "PLAINTEXT://" + address());
    properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.put("log.dirs", dataDirectory().toString());
    properties.put("auto.create.topics.enable", "false");
    properties.put("group.initial.rebalance.delay.ms", "0");
    // A broker that was killed is let in again when its old session is over.
    properties.put("broker.session.timeout.ms", "4000");
    properties.put("broker.heartbeat.interval.ms", "1000");
    for (String topics :
        List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
      properties.put(topics + ".replication.factor", "1");
    }
    properties.put("offsets.topic.num.partitions", "5");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
    properties.putAll(options.properties());
    return properties;
  }
}
