package dev.frazil.bench.event;

import dev.frazil.transforms.contract.EventContract;
import dev.frazil.transforms.contract.EventOutcome;
import dev.frazil.transforms.contract.EventReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One view event from bytes to a typed value, with all rules of the shipped contract on. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xmx512m", "-XX:+UseSerialGC"})
public class EventBenchmark {
  private static final int EVENTS = 20_000;

  private final byte[][] events = ViewEvents.of(EVENTS);
  private EventReader ours = reader();
  private LibraryReader library = new LibraryReader(contract());
  private int next;

  /** Everything as at the first event. */
  @Setup
  public void begin() {
    ours = reader();
    library = new LibraryReader(contract());
    next = 0;
  }

  /** The contract of Frazil. */
  @Benchmark
  public EventOutcome contractOfFrazil() {
    return ours.read(event());
  }

  /** A tree of Jackson, which is not validated. */
  @Benchmark
  public Object treeOnly() {
    return library.tree(event());
  }

  /** A tree of Jackson, a validator library, and typed values of what is in the tree. */
  @Benchmark
  public Object treeAndLibrary() {
    return library.read(event());
  }

  private byte[] event() {
    next = next + 1 == EVENTS ? 0 : next + 1;
    return events[next];
  }

  private static EventReader reader() {
    return EventContract.compile(contract()).reader(1 << 20);
  }

  static String contract() {
    Path home = Path.of(System.getProperty("frazil.home", "."));
    try {
      return Files.readString(home.resolve("config/contracts/events_views.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
