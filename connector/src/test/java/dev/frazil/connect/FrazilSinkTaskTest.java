package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.connect.config.SinkConfig;
import dev.frazil.connect.deadletter.RecordingReporter;
import dev.frazil.tables.ledger.LedgerEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The task as Connect makes it, on a catalog in a database and files on a disk. */
class FrazilSinkTaskTest {
  private static final TopicPartition FIRST = new TopicPartition("events", 0);
  private static final TopicPartition SECOND = new TopicPartition("events", 1);
  private static final TableIdentifier EVENTS = TableIdentifier.of("silver", "events");

  private final TestingTopics topics = new TestingTopics();
  private final RecordingReporter reporter = new RecordingReporter().acknowledgingAtOnce();
  private final String connector = "movies-" + UUID.randomUUID();
  private final Map<String, String> config = new TreeMap<>();
  private final List<JdbcCatalog> opened = new ArrayList<>();

  @BeforeEach
  void configure(@TempDir Path warehouse) {
    config.put("name", connector);
    config.put("connector.class", "dev.frazil.connect.FrazilSinkConnector");
    config.put("topics", "events");
    config.put("errors.tolerance", "all");
    config.put("errors.deadletterqueue.topic.name", "movies.dlq");
    config.put("iceberg.catalog.type", "jdbc");
    config.put("iceberg.catalog.uri", "jdbc:h2:mem:" + connector + ";DB_CLOSE_DELAY=-1");
    config.put("iceberg.catalog.warehouse", warehouse.toString());
    config.put("iceberg.catalog.io-impl", LocalFiles.class.getName());
    config.put("iceberg.allowed-classes", LocalFiles.class.getName());
    config.put("iceberg.tables.auto-create-enabled", "true");
    config.put("iceberg.commit.interval-ms", "100");
  }

  @AfterEach
  void allThreadsEnd() {
    opened.forEach(JdbcCatalog::close);
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> threads().isEmpty());
  }

  @Test
  void hasAVersion() {
    assertThat(new FrazilSinkTask().version()).matches("[0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?");
  }

  @Test
  void writesAndCommitsByItself() {
    topics.produce(FIRST, 1, 2, 3);
    topics.produceBad(FIRST);
    topics.produce(SECOND, 11);
    TestingWorker worker = worker("0");
    worker.assign(FIRST, SECOND);

    worker.runUntilAllIsCommitted();

    StoredTable events = events();
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 11L);
    assertThat(events.ledger(FIRST)).isEqualTo(LedgerEntry.of(0, 4, 1_003));
    assertThat(events.facts().configHash()).matches("[0-9a-f]{16}");
    assertThat(reporter.reports()).hasSize(1);
    worker.stop();
  }

  @Test
  void commitsWhatIsBufferedWhenItStops() {
    config.put("iceberg.commit.interval-ms", "3600000");
    topics.produce(FIRST, 1, 2, 3);
    TestingWorker worker = worker("0");
    worker.assign(FIRST);
    worker.runUntil(worker::hasConsumedAll);

    worker.stop();

    assertThat(events().ids()).containsExactlyInAnyOrder(1L, 2L, 3L);
    assertThat(topics.committed(FIRST)).isEqualTo(3);
  }

  @Test
  void tasksOfOneConnectorShareWhatIsCostly() {
    TestingWorker one = worker("0");
    List<String> ofOne = threads();
    TestingWorker two = worker("1");
    assertThat(threads()).containsExactlyInAnyOrderElementsOf(ofOne);
    topics.produce(FIRST, 1);
    topics.produce(SECOND, 11);
    one.assign(FIRST);
    two.assign(SECOND);
    one.runUntilAllIsCommitted();

    one.stop();
    two.runUntilAllIsCommitted();
    two.stop();

    assertThat(events().ids()).containsExactlyInAnyOrder(1L, 11L);
  }

  @Test
  void tasksOfAnotherConfigurationAreOnTheirOwn() {
    SinkConfig parsed = SinkConfig.of(config);
    SharedSink one = SharedSink.acquire(parsed, new ConfigIdentity(config));
    config.put("iceberg.commit.interval-ms", "200");
    SharedSink other = SharedSink.acquire(SinkConfig.of(config), new ConfigIdentity(config));
    SharedSink again = SharedSink.acquire(SinkConfig.of(config), new ConfigIdentity(config));

    assertThat(other).isNotSameAs(one).isSameAs(again);
    again.release();
    other.release();
    one.release();
  }

  @Test
  void refusesAConfigurationThatIsWrong() {
    config.put("iceberg.catalog.type", "jbdc");

    assertThatThrownBy(() -> worker("0"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("iceberg.catalog.type");
  }

  @Test
  void aTaskThatNeverStartedStops() {
    new FrazilSinkTask().stop();
  }

  @Test
  void aTaskThatNeverStartedDoesNothing() {
    assertThatThrownBy(() -> new FrazilSinkTask().put(List.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot use the task: it is not started");
  }

  private TestingWorker worker(String taskId) {
    Map<String, String> task = new TreeMap<>(config);
    task.put(SinkConfig.TASK_ID, taskId);
    return new TestingWorker(topics, new FrazilSinkTask(), reporter).start(task);
  }

  private StoredTable events() {
    JdbcCatalog reader = new JdbcCatalog();
    opened.add(reader);
    reader.initialize("iceberg", SinkConfig.of(config).catalog().properties());
    return new StoredTable(reader, EVENTS);
  }

  private List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("frazil-" + connector))
        .toList();
  }
}
