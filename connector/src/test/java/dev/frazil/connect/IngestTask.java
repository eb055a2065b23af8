package dev.frazil.connect;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;

/** A task around an ingest that a test has put together. */
final class IngestTask extends SinkTask {
  private final Function<SinkTaskContext, Ingest> making;
  private @Nullable Ingest ingest;

  IngestTask(Function<SinkTaskContext, Ingest> making) {
    this.making = making;
  }

  @Override
  public String version() {
    return "test";
  }

  @Override
  public void start(Map<String, String> props) {
    ingest = making.apply(context);
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
    ingest().stop();
  }

  private Ingest ingest() {
    if (ingest == null) {
      throw new IllegalStateException("Cannot use the task: it is not started");
    }
    return ingest;
  }
}
