package dev.frazil.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FlightProfileTest {
  private static final String BURNER = "burner";

  private volatile long unusedSum;

  @Test
  void showsWhereTheTaskThreadWasAndWhatTheCollectorDid(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("burn.jfr");
    record(file);
    List<String> lines = FlightProfile.read(file, FlightProfileTest.class.getName()).lines();
    assertThat(lines)
        .contains("Samples by thread", "Task thread: samples by top frame")
        .anyMatch(line -> line.endsWith(" %  the task"))
        .anyMatch(line -> line.endsWith(" %  dev.frazil.bench.FlightProfileTest.burn"))
        .anyMatch(line -> line.matches("Collector: [1-9]\\d* pauses, \\d+\\.\\d\\d s in all"));
  }

  @Test
  void whatIsNoRecordingIsNamed(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("text.jfr"), "text");
    assertThatThrownBy(() -> FlightProfile.read(file, FlightProfileTest.class.getName()))
        .isInstanceOf(BenchException.class)
        .hasMessageStartingWith("Cannot read the recording " + file + ": ");
  }

  /** Burns CPU until the recorder has seen it. */
  private void record(Path file) throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    try (Recording recording = new Recording();
        RecordingStream stream = new RecordingStream()) {
      recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
      recording.enable("jdk.GarbageCollection");
      stream.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
      stream.onEvent("jdk.ExecutionSample", event -> note(event, seen));
      stream.startAsync();
      recording.start();
      Thread burner = new Thread(() -> burn(seen), BURNER);
      burner.start();
      seen.await();
      burner.join();
      System.gc();
      recording.stop();
      recording.dump(file);
    }
  }

  private static void note(RecordedEvent event, CountDownLatch seen) {
    if (event.getThread("sampledThread") != null
        && BURNER.equals(event.getThread("sampledThread").getJavaName())) {
      seen.countDown();
    }
  }

  private void burn(CountDownLatch seen) {
    long sum = 0;
    while (seen.getCount() > 0) {
      for (int i = 0; i < 100_000; i++) {
        sum = sum * 31 + i;
      }
      unusedSum = sum;
    }
  }
}
