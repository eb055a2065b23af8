package dev.frazil.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * What a recording of the JDK's Flight Recorder says about a worker: where its task thread was when
 * sampled, and what was allocated. Native code (zstd, lz4, system calls) is not sampled.
 */
final class FlightProfile {
  /** The class of Kafka Connect that runs a task. */
  static final String CONNECT_TASK = "org.apache.kafka.connect.runtime.WorkerTask";

  private static final String OURS = "dev.frazil.";
  private static final String TASK = "the task";
  private static final String OUTSIDE = "(not under dev.frazil)";
  private static final List<String> JDK = List.of("java.", "jdk.", "sun.", "javax.");

  private final StackShare threads = new StackShare("Samples by thread");
  private final StackShare frames = new StackShare("Task thread: samples by top frame");
  private final StackShare libraries =
      new StackShare("Task thread: samples by package of the nearest frame that is not the JDK's");
  private final StackShare ours =
      new StackShare("Task thread: samples by nearest method of ours, what it calls included");
  private final StackShare allocatedTypes = new StackShare("Task thread: allocated bytes by type");
  private final StackShare allocators =
      new StackShare("Task thread: allocated bytes by top frame that is not the JDK's");
  private long pauseNanos;
  private int pauses;

  private final String taskType;

  private FlightProfile(String taskType) {
    this.taskType = taskType;
  }

  /** The arguments of a JVM that records itself into this file and writes it when it ends. */
  static List<String> recordingInto(Path file) {
    return List.of(
        "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + file,
        "-XX:FlightRecorderOptions=stackdepth=128",
        "-XX:+UnlockDiagnosticVMOptions",
        "-XX:+DebugNonSafepoints");
  }

  /**
   * Reads a recording.
   *
   * @param taskType the class that runs the task: threads are told by it, since the recorder does
   *     not see that a thread is renamed
   */
  static FlightProfile read(Path file, String taskType) {
    FlightProfile profile = new FlightProfile(taskType);
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        profile.add(recording.readEvent());
      }
    } catch (IOException e) {
      throw new BenchException("Cannot read the recording " + file + ": " + e.getMessage(), e);
    }
    return profile;
  }

  /** The tables, ready to print. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.addAll(threads.lines(8));
    lines.addAll(libraries.lines(20));
    lines.addAll(ours.lines(30));
    lines.addAll(frames.lines(40));
    lines.addAll(allocatedTypes.lines(15));
    lines.addAll(allocators.lines(20));
    lines.add(
        String.format(
            Locale.ROOT,
            "Collector: %d pauses, %.2f s in all",
            pauses,
            Duration.ofNanos(pauseNanos).toMillis() / 1e3));
    return lines;
  }

  private void add(RecordedEvent event) {
    switch (event.getEventType().getName()) {
      case "jdk.ExecutionSample" -> addSample(event);
      case "jdk.ObjectAllocationSample" -> addAllocation(event);
      case "jdk.GarbageCollection" -> {
        pauses++;
        pauseNanos += event.getDuration("sumOfPauses").toNanos();
      }
      default -> {}
    }
  }

  private void addSample(RecordedEvent event) {
    RecordedStackTrace trace = event.getStackTrace();
    if (trace == null || !isTask(trace)) {
      threads.add(threadName(event.getThread("sampledThread")), 1);
      return;
    }
    threads.add(TASK, 1);
    frames.add(name(trace.getFrames().get(0)), 1);
    RecordedFrame library = nearestLibrary(trace);
    libraries.add(library == null ? "jdk" : packageOf(library), 1);
    ours.add(nearestOurs(trace), 1);
  }

  private void addAllocation(RecordedEvent event) {
    RecordedStackTrace trace = event.getStackTrace();
    if (trace == null || !isTask(trace)) {
      return;
    }
    long weight = event.getLong("weight");
    allocatedTypes.add(event.getClass("objectClass").getName(), weight);
    RecordedFrame library = nearestLibrary(trace);
    allocators.add(library == null ? "jdk" : name(library), weight);
  }

  private boolean isTask(RecordedStackTrace trace) {
    return trace.getFrames().stream().anyMatch(frame -> typeOf(frame).equals(taskType));
  }

  private static @Nullable RecordedFrame nearestLibrary(RecordedStackTrace trace) {
    for (RecordedFrame frame : trace.getFrames()) {
      String type = typeOf(frame);
      if (JDK.stream().noneMatch(type::startsWith)) {
        return frame;
      }
    }
    return null;
  }

  private static String nearestOurs(RecordedStackTrace trace) {
    for (RecordedFrame frame : trace.getFrames()) {
      if (typeOf(frame).startsWith(OURS)) {
        return name(frame);
      }
    }
    return OUTSIDE;
  }

  private static String threadName(@Nullable RecordedThread thread) {
    return thread == null || thread.getJavaName() == null ? "(unknown)" : thread.getJavaName();
  }

  private static String name(RecordedFrame frame) {
    RecordedMethod method = frame.getMethod();
    return method.getType().getName() + "." + method.getName();
  }

  private static String packageOf(RecordedFrame frame) {
    String type = typeOf(frame);
    return type.substring(0, Math.max(0, type.lastIndexOf('.')));
  }

  private static String typeOf(RecordedFrame frame) {
    return frame.getMethod().getType().getName();
  }
}
