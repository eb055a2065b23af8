package dev.frazil.transforms.delegate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.transforms.delegate.FailureVerdict.NoAnswer;
import dev.frazil.transforms.delegate.FailureVerdict.OtherAnswer;
import dev.frazil.transforms.delegate.FailureVerdict.UnknownSchema;
import dev.frazil.transforms.delegate.FailureVerdict.UnreadableValue;
import io.apicurio.registry.rest.client.exception.ContentNotFoundException;
import io.apicurio.registry.rest.client.exception.TestingClientException;
import io.apicurio.registry.rest.client.exception.TestingClientException.TestingError;
import io.apicurio.registry.rest.client.models.TestingProblem;
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
import org.jspecify.annotations.Nullable;
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
        new NetworkException("disconnected"));
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
  @ValueSource(ints = {408, 429, 502, 503, 504})
  void aRegistryThatIsOverloadedOrBehindAGatewayIsAwayForAllSchemas(int status) {
    assertThat(DelegateFailures.judge(new SerializationException(new StatusException(status))))
        .isEqualTo(new NoAnswer("StatusException: status " + status));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 500, 599})
  void anyOtherStatusIsNotTheValuesFaultEither(int status) {
    assertThat(DelegateFailures.judge(new SerializationException(new StatusException(status))))
        .isEqualTo(new OtherAnswer("StatusException: status " + status));
  }

  @Test
  void whatWasAnsweredDecidesAboutWhatWrapsIt() {
    assertThat(
            DelegateFailures.judge(
                new RetriableException("try again", new CodedException(404, 40403))))
        .isEqualTo(new UnknownSchema("CodedException: status 404; code 40403"));
    assertThat(
            DelegateFailures.judge(
                new RetriableException("try again", new CodedException(500, 50001))))
        .isEqualTo(new OtherAnswer("CodedException: status 500; code 50001"));
  }

  @ParameterizedTest
  @ValueSource(ints = {40401, 40402, 40403})
  void theRegistrysOwnCodeForNotFoundIsAnUnknownSchema(int code) {
    assertThat(DelegateFailures.judge(new DataException(new CodedException(404, code))))
        .isEqualTo(new UnknownSchema("CodedException: status 404; code " + code));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 404, 40404, 50005})
  void notFoundWithAnotherCodeIsNone(int code) {
    assertThat(DelegateFailures.judge(new DataException(new CodedException(404, code))))
        .isEqualTo(new OtherAnswer("CodedException: status 404; code " + code));
  }

  @Test
  void theCodeCountsWithItsStatusOnly() {
    assertThat(DelegateFailures.judge(new CodedException(500, 40403)))
        .isEqualTo(new OtherAnswer("CodedException: status 500; code 40403"));
  }

  @Test
  void aClassOfApicuriosClientThatSaysSoIsAnUnknownSchema() {
    assertThat(DelegateFailures.judge(new ContentNotFoundException("No content with id 99")))
        .isEqualTo(new UnknownSchema("ContentNotFoundException: No content with id 99"));
  }

  @Test
  void anotherClassThatSaysNotFoundIsNone() {
    assertThat(DelegateFailures.judge(new ArtifactNotFoundException("No content with id 99")))
        .isEqualTo(new UnreadableValue("ArtifactNotFoundException: No content with id 99"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ArtifactNotFoundException",
        "ContentNotFoundException",
        "VersionNotFoundException"
      })
  void theNameOfAnErrorOfApicuriosIsAnUnknownSchema(String name) {
    assertThat(DelegateFailures.judge(new DataException(new TestingProblem(404, name))))
        .isEqualTo(new UnknownSchema("TestingProblem: " + name));
  }

  @Test
  void anotherNameOrStatusOfApicuriosIsNone() {
    assertThat(DelegateFailures.judge(new TestingProblem(404, "NotFoundException")))
        .isEqualTo(new OtherAnswer("TestingProblem: NotFoundException"));
    assertThat(DelegateFailures.judge(new TestingProblem(500, "ContentNotFoundException")))
        .isEqualTo(new OtherAnswer("TestingProblem: ContentNotFoundException"));
  }

  @Test
  void theErrorInAnExceptionOfApicuriosTellsTheStatus() {
    assertThat(judgeError("no resource", new TestingError(404, "NotFoundException")))
        .isEqualTo(new OtherAnswer("TestingClientException: no resource"));
    assertThat(judgeError("too busy", new TestingError(503, "x")))
        .isEqualTo(new NoAnswer("TestingClientException: too busy"));
  }

  @Test
  void anErrorWithoutACodeIsOneThatTheClientMadeForWantOfAnAnswer() {
    assertThat(judgeError(null, new TestingError(null, "ConnectException")))
        .isEqualTo(new NoAnswer("TestingClientException: ConnectException"));
    assertThat(judgeError("no access", null))
        .isEqualTo(new NoAnswer("TestingClientException: no access"));
    assertThat(judgeError(null, null)).isEqualTo(new NoAnswer("TestingClientException"));
  }

  @Test
  void aNetworkInTheChainIsShownRatherThanWhatWrapsIt() {
    Throwable refused =
        new TestingClientException("Cannot ask", null).initCause(new ConnectException("refused"));
    assertThat(DelegateFailures.judge(new DataException(refused)))
        .isEqualTo(new NoAnswer("ConnectException: refused"));
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

  private static FailureVerdict judgeError(@Nullable String message, @Nullable TestingError error) {
    return DelegateFailures.judge(new DataException(new TestingClientException(message, error)));
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

  /** As Confluent's client has it. */
  public static final class CodedException extends RuntimeException {
    private final int status;
    private final int code;

    CodedException(int status, int code) {
      super("status " + status + "; code " + code);
      this.status = status;
      this.code = code;
    }

    public int getStatus() {
      return status;
    }

    public int getErrorCode() {
      return code;
    }
  }

  private static final class ArtifactNotFoundException extends RuntimeException {
    ArtifactNotFoundException(String message) {
      super(message);
    }
  }
}
