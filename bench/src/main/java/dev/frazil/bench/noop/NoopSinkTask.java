package dev.frazil.bench.noop;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** Takes records and leaves it at that. */
public final class NoopSinkTask extends SinkTask {
  @Override
  public String version() {
    return NoopSinkConnector.VERSION;
  }

  @Override
  public void start(Map<String, String> properties) {}

  @Override
  public void put(Collection<SinkRecord> records) {}

  @Override
  public void stop() {}
}
