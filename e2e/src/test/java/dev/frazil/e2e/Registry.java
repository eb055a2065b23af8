package dev.frazil.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.frazil.local.SchemaRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** What tests do with the schema registry of the stack. */
final class Registry {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Registry() {}

  /** The registry, which runs from now on. */
  static synchronized SchemaRegistry running() {
    SchemaRegistry registry = Stack.local().registry();
    if (!registry.isRunning()) {
      registry.start();
    }
    return registry;
  }

  /** Registers a schema, as producers do; answers its id. */
  static int register(String subject, String schema) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(running().confluentUrl() + "/subjects/" + subject + "/versions"))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    JSON.writeValueAsString(Map.of("schema", schema))))
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as("%s", response.body()).isEqualTo(200);
    return JSON.readTree(response.body()).get("id").asInt();
  }
}
