package dev.frazil.bench;

import dev.frazil.local.ConnectWorker;
import dev.frazil.local.ConnectorStatus;
import dev.frazil.local.LocalStack;
import dev.frazil.local.TopicSpec;
import dev.frazil.local.Topics;
import dev.frazil.local.WorkerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets one contender after the other read the topic. Each has a worker process of its own, which it
 * keeps from round to round, so that its first run is cold and the others are warm. One thread.
 */
final class Trial {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final int LOOKS_PER_STATUS = 20;
  private static final Duration LONGEST_START = Duration.ofMinutes(2);
  private static final long SLOWEST_EVENTS_PER_SECOND = 10_000;

  private final IngestPlan plan;
  private final LocalStack stack;
  private final Topics topics;
  private final CatalogClient catalog;
  private final ConnectorSettings settings;
  private final Map<Contender, ConnectWorker> workers = new EnumMap<>(Contender.class);

  Trial(IngestPlan plan, LocalStack stack, Topics topics) {
    this.plan = plan;
    this.stack = stack;
    this.topics = topics;
    this.catalog = new CatalogClient(stack.endpoints().catalogUrl());
    this.settings = ConnectorSettings.load(plan.home(), plan.changes());
  }

  /**
   * Runs until all events are committed, as counted by the broker or the catalog.
   *
   * @param jvmArguments more arguments for the worker's JVM
   * @throws BenchException when the connector fails or does not finish in a generous time
   */
  Measurement measure(Run run, List<String> jvmArguments) {
    prepare(run);
    if (jvmArguments.isEmpty()) {
      return measure(run, workers.computeIfAbsent(run.contender(), this::startWorker));
    }
    ConnectWorker recorded =
        stack.addWorker(workerOptions(run.contender(), run.name(), jvmArguments));
    try {
      return measure(run, recorded);
    } finally {
      recorded.stop();
    }
  }

  private ConnectWorker startWorker(Contender contender) {
    return stack.addWorker(workerOptions(contender, contender.label(), List.of()));
  }

  private Measurement measure(Run run, ConnectWorker worker) {
    Map<String, String> config = settings.of(run);
    CpuReading before = CpuReading.of(worker.pid());
    long start = System.nanoTime();
    worker.rest().deploy(run.name(), config);
    awaitCommitted(run, worker);
    Duration wall = Duration.ofNanos(System.nanoTime() - start);
    CpuUse cpu = CpuReading.of(worker.pid()).since(before);
    worker.rest().delete(run.name());
    return new Measurement(run, plan.events(), cpu, wall, facts(run));
  }

  private void prepare(Run run) {
    switch (run.contender()) {
      case NOOP -> {}
      case FRAZIL -> topics.create(List.of(sideTopic(run)));
      case APACHE -> {
        topics.create(List.of(sideTopic(run)));
        catalog.createViewTable(run.namespace(), ViewTopic.NAME);
      }
    }
  }

  private static TopicSpec sideTopic(Run run) {
    return new TopicSpec(run.sideTopic(), 1, Map.of());
  }

  private WorkerOptions workerOptions(
      Contender contender, String group, List<String> jvmArguments) {
    List<String> arguments = new ArrayList<>(List.of("-Xms" + plan.heapMegabytes() + "m"));
    arguments.addAll(plan.collector().flags());
    arguments.addAll(jvmArguments);
    return WorkerOptions.defaults()
        .withHeapMegabytes(plan.heapMegabytes())
        .withJvmArguments(arguments.toArray(String[]::new))
        .withPluginPath(contender.pluginPath(plan.home()))
        .withProperty("group.id", group)
        .withProperty("config.storage.topic", group + ".configs")
        .withProperty("offset.storage.topic", group + ".offsets")
        .withProperty("status.storage.topic", group + ".status")
        .withProperty("offset.flush.interval.ms", "1000");
  }

  private void awaitCommitted(Run run, ConnectWorker worker) {
    long deadline =
        System.nanoTime()
            + LONGEST_START.toNanos()
            + TimeUnit.SECONDS.toNanos(plan.events() / SLOWEST_EVENTS_PER_SECOND);
    for (int look = 1; committed(run) < plan.events(); look++) {
      if (look % LOOKS_PER_STATUS == 0) {
        requireHealthy(worker.rest().status(run.name()));
      }
      if (System.nanoTime() > deadline) {
        throw new BenchException(
            "Cannot finish %s: %d of %d events are committed; its log is %s"
                .formatted(run.name(), committed(run), plan.events(), worker.log()));
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  private long committed(Run run) {
    if (run.contender().writesTable()) {
      return facts(run).rows();
    }
    return topics.committed(run.consumerGroup()).values().stream().mapToLong(Long::longValue).sum();
  }

  private TableFacts facts(Run run) {
    return run.contender().writesTable()
        ? catalog.facts(run.namespace(), ViewTopic.NAME)
        : TableFacts.EMPTY;
  }

  private static void requireHealthy(ConnectorStatus status) {
    if (!status.failures().isEmpty()) {
      throw new BenchException(
          "Cannot run " + status.name() + ": " + String.join("\n", status.failures()));
    }
  }
}
