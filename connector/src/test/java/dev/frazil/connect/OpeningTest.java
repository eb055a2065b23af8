package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.connect.assign.AssignedPartition;
import dev.frazil.connect.assign.LogEnds;
import dev.frazil.connect.broker.GroupOffset;
import dev.frazil.connect.commit.Denials;
import dev.frazil.connect.time.TaskTime;
import dev.frazil.tables.ledger.StreamKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.exceptions.ServiceFailureException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OpeningTest {
  private static final Opened OPENED =
      new Opened(
          new StreamKey("", "events", 0), LogEnds.UNKNOWN, GroupOffset.UNKNOWN, List.of(), null);

  private final SetTime time = new SetTime();
  private final List<CompletableFuture<Opened>> attempts = new ArrayList<>();
  private final Opening opening =
      new Opening(
          new AssignedPartition(new TopicPartition("events", 0)),
          "silver.events",
          () -> {
            CompletableFuture<Opened> attempt = new CompletableFuture<>();
            attempts.add(attempt);
            return attempt;
          },
          time);

  private Optional<Opened> await(long waitMs, long nowMs) {
    time.nowMs = nowMs;
    return opening.await(waitMs);
  }

  @Test
  void anIdThatIsKnownToBeNoMoreIsAskedForAgain() {
    AssignedPartition partition = new AssignedPartition(new TopicPartition("events", 0));
    Opened old = opened("id-1");
    Opened anew = opened("id-2");
    partition.release(old.key(), LogEnds.UNKNOWN);
    partition.outdated();
    List<Opened> answers = new ArrayList<>(List.of(old, anew));
    Opening reopening =
        new Opening(
            partition, "events", () -> CompletableFuture.completedFuture(answers.remove(0)), time);

    time.nowMs = 1_000;
    assertThat(reopening.await(0)).isEmpty();
    assertThat(answers).containsExactly(anew);
    time.nowMs = 2_000;
    assertThat(reopening.await(0)).contains(anew);
  }

  private static Opened opened(String topicId) {
    return new Opened(
        new StreamKey(topicId, "events", 0), LogEnds.UNKNOWN, GroupOffset.UNKNOWN, List.of(), null);
  }

  @Test
  void beginsAtOnce() {
    assertThat(attempts).hasSize(1);
    assertThat(await(0, 1_000)).isEmpty();
  }

  @Test
  void answersWhenTheAnswerIsThere() {
    attempts.get(0).complete(OPENED);

    assertThat(await(0, 1_000)).contains(OPENED);
    assertThat(await(10, 1_000)).contains(OPENED);
  }

  @Test
  void waitsNoLongerThanItIsTold() {
    assertThat(await(1, 1_000)).isEmpty();
    assertThat(attempts).hasSize(1);
  }

  @Test
  void triesAgainASecondAfterAFailureThenLater() {
    attempts.get(0).completeExceptionally(new ServiceFailureException("down"));
    assertThat(await(0, 1_000)).isEmpty();
    assertThat(await(0, 1_999)).isEmpty();
    assertThat(attempts).hasSize(1);

    assertThat(await(0, 2_000)).isEmpty();
    assertThat(attempts).hasSize(2);

    attempts.get(1).completeExceptionally(new ServiceFailureException("down"));
    assertThat(await(0, 5_000)).isEmpty();
    assertThat(await(0, 6_999)).isEmpty();
    assertThat(attempts).hasSize(2);
    assertThat(await(0, 7_000)).isEmpty();
    assertThat(attempts).hasSize(3);
    attempts.get(2).complete(OPENED);
    assertThat(await(0, 7_000)).contains(OPENED);
  }

  @Test
  void beginsAgainWhenPostponed() {
    opening.postpone(5_000);
    attempts.get(0).complete(OPENED);

    assertThat(await(0, 4_999)).isEmpty();
    assertThat(await(0, 5_000)).isEmpty();
    assertThat(attempts).hasSize(2);
  }

  @Test
  void whatNoRetryCanMendIsThrown() {
    ForbiddenException forbidden = new ForbiddenException("no access");
    attempts.get(0).completeExceptionally(forbidden);

    assertThatThrownBy(() -> await(0, 1_000))
        .isInstanceOf(ConnectException.class)
        .hasMessage("Cannot open silver.events for events-0: no access")
        .hasCause(forbidden);
  }

  @Test
  void aStoreThatDeniesAccessIsNotAskedAgain() {
    attempts
        .get(0)
        .completeExceptionally(
            new RuntimeIOException(
                new IOException(Denials.s3(403, "InvalidAccessKeyId")), "Cannot read file"));

    assertThatThrownBy(() -> await(0, 1_000))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Cannot open silver.events for events-0: Cannot read file; the access key is not known"
                + " there");
  }

  /** A clock that is set. */
  private static final class SetTime implements TaskTime {
    private long nowMs;

    @Override
    public long nowMs() {
      return nowMs;
    }

    @Override
    public boolean isDone(Future<?> future, long waitMs) {
      return REAL.isDone(future, waitMs);
    }

    @Override
    public <T> @Nullable T next(BlockingQueue<T> queue, long waitMs) {
      return REAL.next(queue, waitMs);
    }
  }
}
