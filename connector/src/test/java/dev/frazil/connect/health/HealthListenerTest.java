package dev.frazil.connect.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthListenerTest {
  private static final HealthConfig ANY_PORT =
      new HealthConfig("127.0.0.1", 0, Duration.ofSeconds(60));

  private HealthAnswer answer = new HealthAnswer(null, 7, 0, List.of());
  private final HealthListener listener = HealthListener.open(ANY_PORT, () -> answer);

  @AfterEach
  void close() {
    listener.close();
  }

  @Test
  void itAnswersTwoHundredOrFiveHundredAndThree() throws Exception {
    HttpResponse<String> healthy = ask("GET", "");
    assertThat(healthy.statusCode()).isEqualTo(200);
    assertThat(healthy.body()).isEqualTo(answer.json());
    assertThat(healthy.headers().firstValue("Content-Type")).contains("application/json");

    answer = new HealthAnswer(null, 7, 0, List.of("stuck"));

    HttpResponse<String> unhealthy = ask("GET", "?verbose");
    assertThat(unhealthy.statusCode()).isEqualTo(503);
    assertThat(unhealthy.body()).isEqualTo(answer.json());
    HttpResponse<String> head = ask("HEAD", "");
    assertThat(head.statusCode()).isEqualTo(503);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void itAnswersNothingElse() throws Exception {
    assertThat(ask("GET", "/more").statusCode()).isEqualTo(404);
    assertThat(ask("GET", "z").statusCode()).isEqualTo(404);
    HttpResponse<String> post = ask("POST", "");
    assertThat(post.statusCode()).isEqualTo(405);
    assertThat(post.headers().firstValue("Allow")).contains("GET, HEAD");
    assertThat(post.body()).isEqualTo("{\"error\": \"Cannot take the method (expected GET)\"}");
  }

  @Test
  void whatItCannotTellIsAnError() throws Exception {
    try (HealthListener broken =
        HealthListener.open(
            ANY_PORT,
            () -> {
              throw new IllegalStateException("no beans");
            })) {
      HttpResponse<String> response = ask(broken, "GET", "");
      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.body())
          .isEqualTo("{\"error\": \"Cannot tell the health: see the worker's log\"}");
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    int taken = URI.create(listener.url()).getPort();

    assertThatThrownBy(
            () ->
                HealthListener.open(
                    new HealthConfig("127.0.0.1", taken, Duration.ofSeconds(60)), () -> answer))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Cannot answer GET /health on 127.0.0.1:"
                + taken
                + ": Address already in use (frazil.health.host and frazil.health.port name an"
                + " address of this machine and a port that each worker has for itself)");
  }

  @Test
  void aHostThatIsUnknownIsNamed() {
    assertThatThrownBy(
            () ->
                HealthListener.open(
                    new HealthConfig("no-such-host.invalid", 0, Duration.ofSeconds(60)),
                    () -> answer))
        .isInstanceOf(ConnectException.class)
        .hasMessageStartingWith(
            "Cannot answer GET /health on no-such-host.invalid:0: the host is unknown (");
  }

  @Test
  void thePortIsFreeAfterItWasClosed() {
    int port = URI.create(listener.url()).getPort();
    listener.close();

    HealthListener.open(new HealthConfig("127.0.0.1", port, Duration.ofSeconds(60)), () -> answer)
        .close();
  }

  @Test
  void settingsThatCannotBeAreRefused() {
    assertThat(HealthConfig.of(Map.of("listeners", "http://:8083")))
        .isEqualTo(new HealthConfig("127.0.0.1", 8084, Duration.ofSeconds(60)));
    assertThat(
            HealthConfig.of(
                Map.of(
                    "frazil.health.host",
                    "0.0.0.0",
                    "frazil.health.port",
                    "0",
                    "frazil.health.unwritten-ms",
                    "5000")))
        .isEqualTo(new HealthConfig("0.0.0.0", 0, Duration.ofSeconds(5)));
    assertThatThrownBy(() -> HealthConfig.of(Map.of("frazil.health.port", "70000")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "Invalid value 70000 for configuration frazil.health.port: Value must be no more than"
                + " 65535");
    assertThatThrownBy(() -> HealthConfig.of(Map.of("frazil.health.unwritten-ms", "999")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "Invalid value 999 for configuration frazil.health.unwritten-ms: Value must be at"
                + " least 1000");
    assertThatThrownBy(() -> HealthConfig.of(Map.of("frazil.health.host", "")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "Invalid value  for configuration frazil.health.host: String must be non-empty");
  }

  private HttpResponse<String> ask(String method, String more) throws Exception {
    return ask(listener, method, more);
  }

  private static HttpResponse<String> ask(HealthListener of, String method, String more)
      throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(of.url() + more))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(20))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
