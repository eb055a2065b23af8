package dev.frazil.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * The few requests of the Iceberg REST catalog protocol that a benchmark needs, so that no Iceberg
 * library of ours takes part in judging.
 */
final class CatalogClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONGEST_REQUEST = Duration.ofSeconds(30);
  private static final int NOT_FOUND = 404;

  /**
   * The columns and the partitioning that our sink derives from the contract. The Apache sink would
   * take event_ts for text and leave the table unpartitioned.
   */
  private static final String VIEW_TABLE =
      """
      {"name": "%s",
       "schema": {"type": "struct", "schema-id": 0, "fields": [
         {"id": 1, "name": "event_id", "required": true, "type": "string"},
         {"id": 2, "name": "event_ts", "required": true, "type": "timestamptz"},
         {"id": 3, "name": "user_id", "required": true, "type": "long"},
         {"id": 4, "name": "movie_id", "required": true, "type": "long"},
         {"id": 5, "name": "session_id", "required": false, "type": "string"},
         {"id": 6, "name": "device_type", "required": false, "type": "string"},
         {"id": 7, "name": "page_url", "required": false, "type": "string"}]},
       "partition-spec": {"spec-id": 0, "fields": [
         {"name": "event_ts_day", "transform": "day", "source-id": 2, "field-id": 1000}]}}
      """;

  private final String url;
  private final HttpClient client = HttpClient.newHttpClient();

  CatalogClient(String url) {
    this.url = url + "/v1/namespaces";
  }

  /** Creates an empty table for view events in a namespace that is not there yet. */
  void createViewTable(String namespace, String table) {
    send("POST", "", "{\"namespace\": [\"" + namespace + "\"]}");
    send("POST", "/" + namespace + "/tables", VIEW_TABLE.formatted(table));
  }

  /** The state of a table; one that does not exist yet is empty. */
  TableFacts facts(String namespace, String table) {
    JsonNode metadata = send("GET", "/" + namespace + "/tables/" + table, "").path("metadata");
    long current = metadata.path("current-snapshot-id").asLong(-1);
    JsonNode snapshots = metadata.path("snapshots");
    for (JsonNode snapshot : snapshots) {
      if (snapshot.path("snapshot-id").asLong() == current) {
        JsonNode summary = snapshot.path("summary");
        return new TableFacts(
            summary.path("total-records").asLong(),
            summary.path("total-data-files").asLong(),
            summary.path("total-files-size").asLong(),
            snapshots.size());
      }
    }
    return TableFacts.EMPTY;
  }

  private JsonNode send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(LONGEST_REQUEST)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() >= 300 && response.statusCode() != NOT_FOUND) {
        throw new BenchException(
            "Cannot %s %s: status %d: %s"
                .formatted(method, request.uri(), response.statusCode(), response.body()));
      }
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new BenchException("Cannot %s %s: %s".formatted(method, request.uri(), e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("Cannot %s %s: interrupted".formatted(method, request.uri()), e);
    }
  }
}
