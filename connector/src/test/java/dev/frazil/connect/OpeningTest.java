package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.connect.assign.AssignedPartition;
import dev.frazil.tables.ledger.StreamKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.ServiceFailureException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class OpeningTest {
  private static final Opened OPENED = new Opened(new StreamKey("", "events", 0), Optional.empty());

  private final List<CompletableFuture<Opened>> attempts = new ArrayList<>();
  private final Opening opening =
      new Opening(
          new AssignedPartition(new TopicPartition("events", 0)),
          TableIdentifier.of("silver", "events"),
          () -> {
            CompletableFuture<Opened> attempt = new CompletableFuture<>();
            attempts.add(attempt);
            return attempt;
          });

  @Test
  void beginsAtOnce() {
    assertThat(attempts).hasSize(1);
    assertThat(opening.await(0, 1_000)).isEmpty();
  }

  @Test
  void answersWhenTheAnswerIsThere() {
    attempts.get(0).complete(OPENED);

    assertThat(opening.await(0, 1_000)).contains(OPENED);
    assertThat(opening.await(10, 1_000)).contains(OPENED);
  }

  @Test
  void waitsNoLongerThanItIsTold() {
    assertThat(opening.await(1, 1_000)).isEmpty();
    assertThat(attempts).hasSize(1);
  }

  @Test
  void triesAgainASecondAfterAFailureThenLater() {
    attempts.get(0).completeExceptionally(new ServiceFailureException("down"));
    assertThat(opening.await(0, 1_000)).isEmpty();
    assertThat(opening.await(0, 1_999)).isEmpty();
    assertThat(attempts).hasSize(1);

    assertThat(opening.await(0, 2_000)).isEmpty();
    assertThat(attempts).hasSize(2);

    attempts.get(1).completeExceptionally(new ServiceFailureException("down"));
    assertThat(opening.await(0, 5_000)).isEmpty();
    assertThat(opening.await(0, 6_999)).isEmpty();
    assertThat(attempts).hasSize(2);
    assertThat(opening.await(0, 7_000)).isEmpty();
    assertThat(attempts).hasSize(3);
    attempts.get(2).complete(OPENED);
    assertThat(opening.await(0, 7_000)).contains(OPENED);
  }

  @Test
  void beginsAgainWhenPostponed() {
    opening.postpone(5_000);
    attempts.get(0).complete(OPENED);

    assertThat(opening.await(0, 4_999)).isEmpty();
    assertThat(opening.await(0, 5_000)).isEmpty();
    assertThat(attempts).hasSize(2);
  }

  @Test
  void whatNoRetryCanMendIsThrown() {
    ForbiddenException forbidden = new ForbiddenException("no access");
    attempts.get(0).completeExceptionally(forbidden);

    assertThatThrownBy(() -> opening.await(0, 1_000))
        .isInstanceOf(ConnectException.class)
        .hasMessage("Cannot open silver.events for events-0: no access")
        .hasCause(forbidden);
  }
}
