package dev.frazil.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that counts what reaches it. */
class FaultProxyTest {
  private static final String COMMIT = "/v1/namespaces/silver/tables/events_views";

  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          seen.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + body
                  + " "
                  + exchange.getRequestHeaders().getFirst("Host"));
          byte[] answer = ("done " + body).getBytes(UTF_8);
          boolean head = exchange.getRequestMethod().equals("HEAD");
          exchange.getResponseHeaders().add("X-Own", "kept");
          exchange.sendResponseHeaders(200, head ? -1 : chunked(body) ? 0 : answer.length);
          if (!head) {
            exchange.getResponseBody().write(answer);
          }
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void withoutFaultsAllIsPassedOnAsItCame() throws Exception {
    try (FaultProxy proxy = proxy(FaultPlan.forCatalog(1))) {
      HttpResponse<String> put = send(proxy, "PUT", "/a%20b?x=1", "body");
      assertThat(put.statusCode()).isEqualTo(200);
      assertThat(put.body()).isEqualTo("done body");
      assertThat(put.headers().firstValue("X-Own")).contains("kept");
      assertThat(send(proxy, "GET", "/", "chunked").body()).isEqualTo("done chunked");
      assertThat(send(proxy, "HEAD", "/h", "").statusCode()).isEqualTo(200);
      HttpResponse<String> expecting =
          client.send(
              HttpRequest.newBuilder(URI.create(proxy.address() + "/e"))
                  .expectContinue(true)
                  .PUT(BodyPublishers.ofString("later"))
                  .build(),
              BodyHandlers.ofString());
      assertThat(expecting.body()).isEqualTo("done later");
      String host = proxy.address().substring("http://".length());
      assertThat(seen)
          .containsExactly(
              "PUT /a%20b?x=1 body " + host,
              "GET / chunked " + host,
              "HEAD /h  " + host,
              "PUT /e later " + host);
      assertThat(proxy.plan().injected()).isEmpty();
      assertThat(proxy.plan().requests()).isEqualTo(4);
    }
  }

  @Test
  void eachFaultDoesToAClientAndToTheServerWhatItSays() throws Exception {
    Map<Fault, String> outcomes = new EnumMap<>(Fault.class);
    FaultPlan plan = FaultPlan.forCatalog(3);
    plan.rate(1);
    try (FaultProxy proxy = proxy(plan)) {
      for (int i = 0; i < 200 && outcomes.size() < 9; i++) {
        Map<Fault, Long> before = plan.injected();
        seen.clear();
        String outcome = outcome(proxy) + (seen.isEmpty() ? " unseen" : " seen");
        for (Map.Entry<Fault, Long> injected : plan.injected().entrySet()) {
          if (!injected.getValue().equals(before.get(injected.getKey()))) {
            outcomes.put(injected.getKey(), outcome);
          }
        }
      }
    }
    assertThat(outcomes)
        .isEqualTo(
            Map.of(
                Fault.LATENCY, "200 seen",
                Fault.ERROR_500, "500 unseen",
                Fault.ERROR_503, "503 unseen",
                Fault.RESET_BEFORE, "broken unseen",
                Fault.RESET_AFTER, "broken seen",
                Fault.CUT_ANSWER, "broken seen",
                Fault.LIE_500, "500 seen",
                Fault.LIE_503, "503 seen",
                Fault.LIE_CONFLICT, "409 seen"));
  }

  @Test
  void aStoreIsNotLiedAboutWithConflictsAndReadsAreNotLiedAbout() throws Exception {
    FaultPlan plan = FaultPlan.forStore(4);
    plan.rate(1);
    HttpMessage put = new HttpMessage(List.of("PUT /warehouse/a HTTP/1.1"), new byte[0]);
    HttpMessage read = new HttpMessage(List.of("GET /warehouse/a HTTP/1.1"), new byte[0]);
    for (int i = 0; i < 500; i++) {
      assertThat(plan.next(put)).isNotEmpty().isNotEqualTo(Fault.LIE_CONFLICT);
      assertThat(plan.next(read))
          .get()
          .isNotIn(Fault.LIE_500, Fault.LIE_503, Fault.LIE_CONFLICT, Fault.FORBIDDEN_DELETE);
    }
  }

  @Test
  void withoutTheRightToDeleteEachDeleteIsForbidden() throws Exception {
    try (FaultProxy proxy = proxy(FaultPlan.forStoreWithoutDelete(1))) {
      assertThat(send(proxy, "DELETE", "/warehouse/a", "").statusCode()).isEqualTo(403);
      assertThat(send(proxy, "POST", "/warehouse?delete", "<Delete/>").statusCode()).isEqualTo(403);
      assertThat(send(proxy, "POST", "/warehouse/a?uploads", "").statusCode()).isEqualTo(200);
      assertThat(proxy.plan().injected()).isEqualTo(Map.of(Fault.FORBIDDEN_DELETE, 2L));
      assertThat(seen).hasSize(1);
    }
  }

  @Test
  void theSameSeedPlansTheSameFaults() {
    assertThat(planned(5)).isEqualTo(planned(5)).isNotEqualTo(planned(6));
  }

  @Test
  void aClosedProxyRefuses() throws Exception {
    FaultProxy proxy = proxy(FaultPlan.forStore(1));
    proxy.close();
    assertThatThrownBy(() -> send(proxy, "GET", "/", "")).isInstanceOf(IOException.class);
  }

  private static String planned(long seed) {
    FaultPlan plan = FaultPlan.forCatalog(seed);
    plan.rate(0.5);
    StringBuilder all = new StringBuilder();
    HttpMessage commit = new HttpMessage(List.of("POST " + COMMIT + " HTTP/1.1"), new byte[0]);
    for (int i = 0; i < 50; i++) {
      all.append(plan.next(commit));
    }
    return all.toString();
  }

  private String outcome(FaultProxy proxy) throws Exception {
    try {
      return String.valueOf(send(proxy, "POST", COMMIT, "commit").statusCode());
    } catch (IOException e) {
      return "broken";
    }
  }

  private FaultProxy proxy(FaultPlan plan) {
    return FaultProxy.before("http://127.0.0.1:" + server.getAddress().getPort(), plan);
  }

  private HttpResponse<String> send(FaultProxy proxy, String method, String path, String body)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(proxy.address() + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static boolean chunked(String body) {
    return body.equals("chunked");
  }
}
