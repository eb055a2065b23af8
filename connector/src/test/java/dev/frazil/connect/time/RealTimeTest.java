package dev.frazil.connect.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RealTimeTest {
  private final TaskTime time = TaskTime.REAL;
  private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();

  @AfterEach
  void forgetInterrupt() {
    Thread.interrupted();
  }

  @Test
  void aFutureIsDoneWhateverItsOutcome() {
    assertThat(time.isDone(CompletableFuture.completedFuture("x"), 0)).isTrue();
    assertThat(time.isDone(CompletableFuture.failedFuture(new RuntimeException()), 1_000)).isTrue();
    CompletableFuture<String> cancelled = new CompletableFuture<>();
    cancelled.cancel(false);
    assertThat(time.isDone(cancelled, 1_000)).isTrue();
  }

  @Test
  void waitsNoLongerThanItIsTold() {
    assertThat(time.isDone(new CompletableFuture<>(), 1)).isFalse();
    assertThat(time.isDone(new CompletableFuture<>(), 0)).isFalse();
    assertThat(time.next(queue, 1)).isNull();
    assertThat(time.next(queue, 0)).isNull();
  }

  @Test
  void anInterruptEndsWaitingAndIsKept() {
    Thread.currentThread().interrupt();

    assertThat(time.isDone(new CompletableFuture<>(), 3_600_000)).isFalse();
    assertThat(time.next(queue, 3_600_000)).isNull();
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void takesWhatIsThereEvenWhenInterrupted() {
    queue.add("first");
    Thread.currentThread().interrupt();

    assertThat(time.next(queue, 1_000)).isEqualTo("first");
  }
}
