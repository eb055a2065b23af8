package dev.frazil.connect;

import dev.frazil.connect.broker.SourceTopics;
import dev.frazil.connect.commit.CommitPace;
import dev.frazil.connect.commit.CommitSchedule;
import dev.frazil.connect.commit.Committer;
import dev.frazil.connect.commit.CommitterThread;
import dev.frazil.connect.commit.SnapshotRetention;
import dev.frazil.connect.commit.SnapshotRetention.Scope;
import dev.frazil.connect.commit.TableLedgers;
import dev.frazil.connect.config.CommitConfig;
import dev.frazil.connect.config.SinkConfig;
import dev.frazil.connect.config.UpkeepConfig;
import dev.frazil.connect.metrics.SinkMetrics;
import dev.frazil.connect.route.TopicClaims;
import dev.frazil.connect.table.CatalogLoader;
import dev.frazil.connect.table.OpenCatalog;
import dev.frazil.connect.table.TableLoader;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What all tasks of one connector in this JVM share: the catalog, the one committer, the threads
 * that load tables, the topic ids. Made by the first task that acquires it, closed by the last that
 * releases it. Thread-safe.
 */
final class SharedSink {
  private static final Map<ConfigIdentity, SharedSink> OPEN = new HashMap<>();

  private static final int HEAP_SHARE = 4;
  private static final int LOADER_THREADS = 4;
  private static final int BROKER_THREADS = 2;
  private static final int MANIFEST_THREADS = 2;

  private final ConfigIdentity identity;
  private final OpenCatalog catalog;
  private final SourceTopics topics;
  private final TopicClaims claims = new TopicClaims();
  private final StopSignal stopSignal;
  private final ExecutorService loaderThreads;
  private final ExecutorService brokerThreads;
  private final TableLedgers ledgers;
  private final TableLoader loader;
  private final ExecutorService manifestThreads;
  private final CommitterThread committer;
  private final CommitSchedule schedule;
  private final CommitConfig commits;
  private final SinkMetrics metrics;
  private final AtomicInteger tasks = new AtomicInteger();

  private SharedSink(ConfigIdentity identity, SinkConfig config) {
    this.identity = identity;
    String name = "frazil-" + config.connectorName();
    this.commits = config.commits();
    this.metrics = new SinkMetrics(config.connectorName(), System::currentTimeMillis);
    Random random = new Random();
    this.stopSignal = StopSignal.ofJvm(name + "-stop");
    this.topics = SourceTopics.of(config.kafka());
    this.catalog = new OpenCatalog(config.catalog());
    this.loaderThreads =
        Executors.newFixedThreadPool(LOADER_THREADS, new NamedThreads(name + "-tables"));
    this.ledgers = CatalogLoader.ledgersOf(config, loaderThreads);
    this.brokerThreads =
        Executors.newFixedThreadPool(BROKER_THREADS, new NamedThreads(name + "-brokers"));
    this.loader = new CatalogLoader(catalog, config, ledgers, loaderThreads, brokerThreads);
    this.manifestThreads =
        Executors.newFixedThreadPool(MANIFEST_THREADS, new NamedThreads(name + "-manifests"));
    long intervalMs = config.commits().interval().toMillis();
    this.schedule = new CommitSchedule(intervalMs, random.nextLong(intervalMs));
    this.committer =
        new CommitterThread(
            name + "-committer",
            new Committer(
                Committer.measuredTablesOf(
                    catalog, config::ledger, ledgers, retention(config), manifestThreads, metrics),
                identity.hash(),
                topics::extents,
                CommitPace.of(intervalMs, giveUpMs(config)),
                System::currentTimeMillis,
                random,
                UUID::randomUUID),
            System::currentTimeMillis);
  }

  /** The one for this connector and configuration, whichever task asks. */
  static SharedSink acquire(SinkConfig config, ConfigIdentity identity) {
    synchronized (OPEN) {
      SharedSink shared = OPEN.get(identity);
      if (shared == null) {
        shared = new SharedSink(identity, config);
        OPEN.put(identity, shared);
      }
      shared.tasks.incrementAndGet();
      return shared;
    }
  }

  /** Gives it back; the last task closes it. */
  void release() {
    synchronized (OPEN) {
      if (tasks.decrementAndGet() > 0) {
        return;
      }
      OPEN.remove(identity);
    }
    ledgers.close();
    committer.close();
    metrics.close();
    manifestThreads.shutdownNow();
    loaderThreads.shutdownNow();
    brokerThreads.shutdownNow();
    topics.close();
    stopSignal.close();
    catalog.close();
  }

  private static @Nullable SnapshotRetention retention(SinkConfig config) {
    UpkeepConfig upkeep = config.upkeep();
    return switch (upkeep.expire()) {
      case OWN -> new SnapshotRetention(upkeep.mostSnapshots(), upkeep.snapshotAge(), Scope.OWN);
      case ALL -> new SnapshotRetention(upkeep.mostSnapshots(), upkeep.snapshotAge(), Scope.ALL);
      case NONE -> null;
    };
  }

  private static long giveUpMs(SinkConfig config) {
    Duration giveUp = config.commits().giveUp();
    return giveUp == null ? Long.MAX_VALUE : giveUp.toMillis();
  }

  SinkMetrics metrics() {
    return metrics;
  }

  SourceTopics topics() {
    return topics;
  }

  TopicClaims claims() {
    return claims;
  }

  StopSignal stopSignal() {
    return stopSignal;
  }

  TableLoader loader() {
    return loader;
  }

  CommitterThread committer() {
    return committer;
  }

  /** When one of the tasks seals: all of them together keep to a quarter of the heap. */
  SealTrigger sealTrigger() {
    return new SealTrigger(
        schedule,
        commits.mostRows(),
        () ->
            Math.min(
                commits.mostBytes(),
                Runtime.getRuntime().maxMemory() / HEAP_SHARE / Math.max(1, tasks.get())),
        System.currentTimeMillis());
  }
}
