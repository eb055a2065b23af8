package dev.frazil.connect;

import dev.frazil.connect.config.SinkConfig;
import dev.frazil.connect.deadletter.DeadLetters;
import dev.frazil.connect.metrics.TaskMetric;
import dev.frazil.connect.metrics.TaskMetrics;
import dev.frazil.connect.time.TaskTime;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;

/** One task of the connector: writes the records of its partitions into tables. */
public final class FrazilSinkTask extends SinkTask {
  private @Nullable SharedSink shared;
  private @Nullable TaskMetrics metrics;
  private @Nullable Ingest ingest;

  @Override
  public String version() {
    return FrazilSinkConnector.VERSION;
  }

  @Override
  public void start(Map<String, String> props) {
    SinkConfig config = SinkConfig.of(props);
    SharedSink acquired = SharedSink.acquire(config, new ConfigIdentity(props));
    shared = acquired;
    TaskMetrics shown = acquired.metrics().task(config.taskId());
    metrics = shown;
    shown.show(TaskMetric.COMMIT_INTERVAL, config.commits().interval().toMillis());
    ingest =
        new Ingest(
            context,
            new TableSource(
                config, acquired.loader(), acquired.topics(), acquired.claims(), TaskTime.REAL),
            new DeadLetters(
                // Without a topic Connect's reporter only logs, or stops the task.
                config.deadLetters().topic() == null ? null : context.errantRecordReporter(),
                config.deadLetters().maxRequestBytes(),
                TaskTime.REAL),
            new Flights(acquired.committer(), TaskTime.REAL),
            acquired.sealTrigger(),
            config.rows().nullValues(),
            new Recovery(config.recovery()),
            acquired.stopSignal(),
            TaskTime.REAL,
            shown);
  }

  @Override
  public void open(Collection<TopicPartition> partitions) {
    ingest().open(partitions);
  }

  @Override
  public void put(Collection<SinkRecord> records) {
    ingest().put(records);
  }

  @Override
  public Map<TopicPartition, OffsetAndMetadata> preCommit(
      Map<TopicPartition, OffsetAndMetadata> currentOffsets) {
    return ingest().preCommit(currentOffsets);
  }

  @Override
  public void close(Collection<TopicPartition> partitions) {
    ingest().close(partitions);
  }

  @Override
  public void stop() {
    if (ingest != null) {
      ingest.stop();
      ingest = null;
    }
    if (metrics != null) {
      metrics.close();
      metrics = null;
    }
    if (shared != null) {
      shared.release();
      shared = null;
    }
  }

  private Ingest ingest() {
    if (ingest == null) {
      throw new IllegalStateException("Cannot use the task: it is not started");
    }
    return ingest;
  }
}
