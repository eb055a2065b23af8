package dev.frazil.connect.deadletter;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Remembers what was reported; each report is acknowledged when the test says so. */
public final class RecordingReporter implements ErrantRecordReporter {
  /** One report. */
  public record Report(SinkRecord record, Throwable error, CompletableFuture<Void> answer) {
    public void acknowledge() {
      answer.complete(null);
    }

    public void fail(Throwable why) {
      answer.completeExceptionally(why);
    }
  }

  private final List<Report> reports = new ArrayList<>();
  private boolean acknowledgesAtOnce;
  private @Nullable RuntimeException refusal;

  /** From now on each report is acknowledged at once. */
  public RecordingReporter acknowledgingAtOnce() {
    acknowledgesAtOnce = true;
    return this;
  }

  /** From now on each report is refused, as Connect does when errors are not tolerated. */
  public void refuse(RuntimeException with) {
    refusal = with;
  }

  public List<Report> reports() {
    return List.copyOf(reports);
  }

  @Override
  public Future<Void> report(SinkRecord record, Throwable error) {
    if (refusal != null) {
      throw refusal;
    }
    Report report = new Report(record, error, new CompletableFuture<>());
    reports.add(report);
    if (acknowledgesAtOnce) {
      report.acknowledge();
    }
    return report.answer();
  }
}
