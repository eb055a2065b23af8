package dev.frazil.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What the first worker of the stack answers to {@code GET /health}.
 *
 * @param httpStatus the status of HTTP
 * @param body the JSON
 */
record Health(int httpStatus, JsonNode body) {
  private static final Pattern URL = Pattern.compile("Answering GET (http://\\S+/health)");

  /** Asks. */
  static Health now() throws IOException, InterruptedException {
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url())).timeout(Duration.ofSeconds(20)).build(),
                HttpResponse.BodyHandlers.ofString());
    return new Health(response.statusCode(), new ObjectMapper().readTree(response.body()));
  }

  boolean isHealthy() {
    return httpStatus == 200 && text("status").equals("healthy");
  }

  String text(String field) {
    return body.get(field).asText();
  }

  long number(String field) {
    return body.get(field).asLong();
  }

  /** Whether the answer is 503 and names a task of the connector, with words of the complaint. */
  boolean complainsOf(String connector, String words) {
    if (httpStatus != 503 || !text("status").equals("unhealthy")) {
      return false;
    }
    for (JsonNode each : body.get("unhealthy")) {
      if (each.asText().startsWith("connector " + connector + ", task 0: ")
          && each.asText().contains(words)) {
        return true;
      }
    }
    return false;
  }

  /** The port is any that was free when the worker was started last. */
  private static String url() throws IOException {
    String log = Files.readString(Stack.local().workers().get(0).log());
    return URL.matcher(log)
        .results()
        .reduce((first, second) -> second)
        .map((MatchResult found) -> found.group(1))
        .orElseThrow();
  }
}
