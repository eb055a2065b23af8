package dev.frazil.connect;

import dev.frazil.connect.broker.SourceTopics;
import dev.frazil.connect.commit.CommitPace;
import dev.frazil.connect.commit.CommitSchedule;
import dev.frazil.connect.commit.Committer;
import dev.frazil.connect.commit.CommitterThread;
import dev.frazil.connect.commit.TableLedgers;
import dev.frazil.connect.config.SinkConfig;
import dev.frazil.connect.deadletter.DeadLetters;
import dev.frazil.connect.metrics.SinkMetrics;
import dev.frazil.connect.metrics.TaskMetrics;
import dev.frazil.connect.route.TopicClaims;
import dev.frazil.connect.table.CatalogLoader;
import dev.frazil.connect.table.TableLoader;
import dev.frazil.connect.time.TaskTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.iceberg.catalog.Catalog;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkTask;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;

/**
 * What the tasks of one connector in one JVM share, on a catalog of the test's, and tasks on it.
 * Its clock goes with the real one and can be put forward.
 */
final class TestingSink implements AutoCloseable {
  static final long INTERVAL_MS = 1_000_000;

  private static final long RUNNING = -1;
  private static final long DEAD_LETTER_LIMIT = 1_000_000;

  private volatile boolean waitingIsVain;
  private final AtomicLong aheadMs = new AtomicLong();
  private volatile long stoppedAtMs = RUNNING;
  private final SinkConfig config;
  private final TableLoader loader;
  private final ExecutorService loaderThreads = Executors.newFixedThreadPool(2);
  private final ExecutorService manifestThreads = Executors.newSingleThreadExecutor();
  private final SinkMetrics metrics;
  private final List<TaskMetrics> shown = new ArrayList<>();
  private final CommitterThread committer;
  private final CommitSchedule schedule;
  private final TopicClaims claims = new TopicClaims();
  private final StopSignal stopSignal = StopSignal.ofJvm("test-stop");
  private final TaskTime time = new ShiftedTime();
  private SourceTopics topics = SourceTopics.UNKNOWN;

  TestingSink(Catalog catalog, String... entries) {
    this.config = SinkConfig.of(entries(entries));
    this.metrics = new SinkMetrics(config.connectorName(), this::runningMs);
    TableLedgers ledgers = CatalogLoader.ledgersOf(config, loaderThreads);
    this.loader = new CatalogLoader(() -> catalog, config, ledgers, loaderThreads, loaderThreads);
    // Ticks come only when the test puts the clock forward.
    this.schedule = new CommitSchedule(INTERVAL_MS, System.currentTimeMillis());
    this.committer =
        new CommitterThread(
            "test-committer",
            new Committer(
                Committer.measuredTablesOf(
                    () -> catalog, config::ledger, ledgers, null, manifestThreads, metrics),
                "hash",
                names -> topics.extents(names),
                new CommitPace(200, Long.MAX_VALUE),
                this::runningMs,
                new Random(1),
                UUID::randomUUID),
            this::runningMs);
  }

  /** The JVM is asked to stop. */
  void raiseStop() {
    stopSignal.raise();
  }

  /** What the broker says from now on to tasks that are made. */
  void topics(SourceTopics answers) {
    topics = answers;
  }

  /** A task that nobody has started. */
  SinkTask task(@Nullable ErrantRecordReporter reporter) {
    return new IngestTask(context -> ingest(context, reporter));
  }

  /** The commit interval is over. */
  void tick() {
    forward(INTERVAL_MS);
  }

  void forward(long ms) {
    aheadMs.addAndGet(ms);
  }

  /** From now on time passes only when it is put forward. */
  void stopClock() {
    stoppedAtMs = System.currentTimeMillis();
  }

  /** Stops the clock; what a task waits for does not come, and the clock is put forward. */
  void waitInVain() {
    stopClock();
    waitingIsVain = true;
  }

  /** The tasks' clock. */
  TaskTime time() {
    return time;
  }

  /** The clock of what goes on when the tasks' clock is stopped. */
  private long runningMs() {
    return System.currentTimeMillis() + aheadMs.get();
  }

  long clockMs() {
    long stopped = stoppedAtMs;
    return (stopped == RUNNING ? System.currentTimeMillis() : stopped) + aheadMs.get();
  }

  @Override
  public void close() {
    committer.close();
    metrics.close();
    shown.forEach(TaskMetrics::close);
    stopSignal.close();
    manifestThreads.shutdownNow();
    loaderThreads.shutdownNow();
  }

  private Ingest ingest(SinkTaskContext context, @Nullable ErrantRecordReporter reporter) {
    TaskMetrics task = metrics.task(config.taskId());
    shown.add(task);
    return new Ingest(
        context,
        new TableSource(config, loader, topics, claims, time),
        new DeadLetters(reporter, DEAD_LETTER_LIMIT, time),
        new Flights(committer, time),
        new SealTrigger(schedule, config.commits().mostRows(), () -> Long.MAX_VALUE, clockMs()),
        config.rows().nullValues(),
        new Recovery(config.recovery()),
        stopSignal,
        time,
        task);
  }

  /** The sink's clock, with waits of real length. */
  private final class ShiftedTime implements TaskTime {
    @Override
    public long nowMs() {
      return clockMs();
    }

    @Override
    public boolean isDone(Future<?> future, long waitMs) {
      return REAL.isDone(future, passing(waitMs));
    }

    @Override
    public <T> @Nullable T next(BlockingQueue<T> queue, long waitMs) {
      return REAL.next(queue, passing(waitMs));
    }

    private long passing(long waitMs) {
      if (waitingIsVain) {
        forward(Math.max(0, waitMs));
        return 0;
      }
      return waitMs;
    }
  }

  static Map<String, String> entries(String... given) {
    Map<String, String> entries = new TreeMap<>();
    entries.put("name", "movies");
    entries.put("connector.class", "dev.frazil.connect.FrazilSinkConnector");
    entries.put("topics", "events");
    entries.put("iceberg.catalog.type", "rest");
    entries.put("iceberg.catalog.uri", "http://127.0.0.1:1");
    entries.put("iceberg.tables.auto-create-enabled", "true");
    for (int i = 0; i < given.length; i += 2) {
      entries.put(given[i], given[i + 1]);
    }
    return entries;
  }
}
