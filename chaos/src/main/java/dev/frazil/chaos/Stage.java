package dev.frazil.chaos;

import dev.frazil.local.BrokerOptions;
import dev.frazil.local.ConnectRest;
import dev.frazil.local.ConnectWorker;
import dev.frazil.local.Endpoints;
import dev.frazil.local.LocalStack;
import dev.frazil.local.StackOptions;
import dev.frazil.local.TopicSpec;
import dev.frazil.local.Topics;
import dev.frazil.local.WorkerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The stack, and the proxies between its workers and what they write to. Workers are told by their
 * number, from 0. Safe for use by several threads.
 */
final class Stage implements AutoCloseable {
  private static final int HEAP_MEGABYTES = 384;

  private final LocalStack stack;
  private final FaultProxy store;
  private final FaultProxy catalog;
  private final Set<ConnectWorker> frozen = ConcurrentHashMap.newKeySet();

  /** What is frozen cannot end when it is asked to. */
  private final Thread onExit = new Thread(this::thawAll, "thaw-workers");

  private Stage(LocalStack stack, FaultProxy store, FaultProxy catalog) {
    this.stack = stack;
    this.store = store;
    this.catalog = catalog;
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  /** Starts everything but the workers. */
  static Stage open(ChaosPlan plan) {
    Path directory = plan.directory().resolve("stack");
    if (LocalStack.isKept(directory)) {
      LocalStack.reset(directory);
    }
    BrokerOptions broker =
        BrokerOptions.defaults().withProperty("group.min.session.timeout.ms", "3000");
    LocalStack stack =
        LocalStack.start(StackOptions.in(directory).withBroker(broker).withWorkers());
    FaultPlan storeFaults =
        switch (plan.deletes()) {
          case ALLOWED -> FaultPlan.forStore(plan.seed());
          case FORBIDDEN -> FaultPlan.forStoreWithoutDelete(plan.seed());
        };
    return new Stage(
        stack,
        FaultProxy.before(stack.objectStore().address(), storeFaults),
        FaultProxy.before(stack.catalog().address(), FaultPlan.forCatalog(plan.seed() + 1)));
  }

  /** Starts one more worker, with the proxies' addresses for the real ones. */
  ConnectWorker addWorker(Path plugins) {
    String session = String.valueOf(Settings.SESSION_MILLIS);
    String heartbeat = String.valueOf(Settings.SESSION_MILLIS / 4);
    return stack.addWorker(
        WorkerOptions.defaults()
            .withHeapMegabytes(HEAP_MEGABYTES)
            .withJvmArguments("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
            .withPluginPath(plugins)
            .withProperty("session.timeout.ms", session)
            .withProperty("heartbeat.interval.ms", heartbeat)
            .withProperty("rebalance.timeout.ms", "15000")
            .withProperty("consumer.session.timeout.ms", session)
            .withProperty("consumer.heartbeat.interval.ms", heartbeat)
            .withProperty("offset.flush.interval.ms", "1000")
            .withProperty("task.shutdown.graceful.timeout.ms", "5000")
            .withEnvironment("FRAZIL_CATALOG_URI", catalog.address())
            .withEnvironment("FRAZIL_S3_ENDPOINT", store.address()));
  }

  LocalStack stack() {
    return stack;
  }

  Endpoints endpoints() {
    return stack.endpoints();
  }

  FaultPlan storeFaults() {
    return store.plan();
  }

  FaultPlan catalogFaults() {
    return catalog.plan();
  }

  void calm() {
    storeFaults().rate(0);
    catalogFaults().rate(0);
  }

  /** The workers whose processes run and are not frozen. */
  List<ConnectWorker> awake() {
    return stack.workers().stream()
        .filter(worker -> worker.isRunning() && !frozen.contains(worker))
        .toList();
  }

  /** The REST API of a worker that can answer. */
  ConnectRest rest() {
    return awake().stream()
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Cannot ask Connect: no worker is awake"))
        .rest();
  }

  void freeze(ConnectWorker worker) {
    frozen.add(worker);
    signal("-STOP", worker.pid());
  }

  void thaw(ConnectWorker worker) {
    if (frozen.remove(worker) && worker.isRunning()) {
      signal("-CONT", worker.pid());
    }
  }

  void createTopics(Path home, Contender contender) {
    List<TopicSpec> specs = new ArrayList<>(TopicSpec.load(home.resolve("config/topics.json")));
    if (contender == Contender.APACHE) {
      specs.add(new TopicSpec(Settings.CONTROL_TOPIC, 1, Map.of()));
    }
    createTopics(specs);
  }

  void createTopics(List<TopicSpec> specs) {
    try (Topics topics = Topics.at(endpoints().bootstrapServers())) {
      topics.create(specs);
    }
  }

  @Override
  public void close() {
    calm();
    thawAll();
    stack.close();
    store.close();
    catalog.close();
  }

  private void thawAll() {
    List.copyOf(frozen).forEach(this::thaw);
  }

  private static void signal(String signal, long pid) {
    try {
      int exit = new ProcessBuilder("kill", signal, String.valueOf(pid)).start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException("Cannot send " + signal + " to process " + pid);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot send " + signal + " to process " + pid, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Cannot send " + signal + ": interrupted", e);
    }
  }
}
