package dev.frazil.transforms.delegate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.transforms.delegate.FailureVerdict.NoAnswer;
import dev.frazil.transforms.delegate.FailureVerdict.UnknownSchema;
import dev.frazil.transforms.delegate.FailureVerdict.UnreadableValue;
import io.apicurio.registry.rest.client.exception.TestingClientException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DelegateFailuresTest {
  static Stream<Exception> outages() {
    return Stream.of(
        new ConnectException("Connection refused"),
        new SocketTimeoutException("Read timed out"),
        new HttpConnectTimeoutException("timed out"),
        new SSLHandshakeException("no certificate"),
        new ClosedChannelException(),
        new TimeoutException("too long"),
        new IOException("HTTP/1.1 header parser received no bytes", new EOFException("EOF")),
        new InterruptedException("stopping"),
        new RetriableException("try again"),
        new NetworkException("disconnected"),
        new TestingClientException("no answer"));
  }

  @ParameterizedTest
  @MethodSource("outages")
  void whatTellsOfANetworkIsNotTheValuesFault(Exception outage) {
    DataException wrapped =
        new DataException("Failed to deserialize", new RuntimeException(outage));

    assertThat(DelegateFailures.judge(wrapped))
        .isEqualTo(new NoAnswer(DelegateFailures.shown(outage)));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 429, 500, 503, 599})
  void anyStatusButNotFoundIsNotTheValuesFault(int status) {
    assertThat(DelegateFailures.judge(new SerializationException(new StatusException(status))))
        .isEqualTo(new NoAnswer("StatusException: status " + status));
  }

  @Test
  void aStatusOfNotFoundIsAnUnknownSchema() {
    assertThat(
            DelegateFailures.judge(
                new DataException(new SerializationException(new StatusException(404)))))
        .isEqualTo(new UnknownSchema("StatusException: status 404"));
  }

  @Test
  void aClassThatSaysNotFoundIsAnUnknownSchema() {
    assertThat(DelegateFailures.judge(new ArtifactNotFoundException("No content with id 99")))
        .isEqualTo(new UnknownSchema("ArtifactNotFoundException: No content with id 99"));
  }

  @Test
  void aClassOfTheJdkThatSaysNotFoundIsNot() {
    assertThat(DelegateFailures.judge(new DataException(new java.io.FileNotFoundException("x"))))
        .isEqualTo(new UnreadableValue("FileNotFoundException: x"));
  }

  @Test
  void anythingElseIsTheValuesFaultAndTheInnermostExceptionIsShown() {
    UncheckedIOException truncated = new UncheckedIOException(new EOFException());

    assertThat(DelegateFailures.judge(new DataException("Failed to read", truncated)))
        .isEqualTo(new UnreadableValue("EOFException"));
    assertThat(DelegateFailures.judge(new IndexOutOfBoundsException("Index 7\nsecond line")))
        .isEqualTo(new UnreadableValue("IndexOutOfBoundsException: Index 7"));
  }

  @Test
  void anExceptionThatIsItsOwnCauseInARingIsJudged() {
    RuntimeException first = new RuntimeException("first");
    first.initCause(new RuntimeException("second", first));

    assertThat(DelegateFailures.judge(first)).isInstanceOf(UnreadableValue.class);
  }

  /** As clients of registries have it. */
  public static final class StatusException extends RuntimeException {
    private final int status;

    StatusException(int status) {
      super("status " + status);
      this.status = status;
    }

    public int getStatus() {
      return status;
    }
  }

  private static final class ArtifactNotFoundException extends RuntimeException {
    ArtifactNotFoundException(String message) {
      super(message);
    }
  }
}
