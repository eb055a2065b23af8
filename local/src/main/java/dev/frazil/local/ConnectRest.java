package dev.frazil.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Connect's REST API. While the workers rebalance, Connect refuses requests with 409: they are
 * repeated for half a minute. Safe for use by several threads; every call fails with {@link
 * ConnectRestException}.
 */
public final class ConnectRest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONGEST_REQUEST = Duration.ofSeconds(90);
  private static final Duration LONGEST_REBALANCE = Duration.ofSeconds(30);
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);
  private static final int CONFLICT = 409;

  private final String url;
  private final HttpClient client;

  private ConnectRest(String url, HttpClient client) {
    this.url = url;
    this.client = client;
  }

  /**
   * A client for the worker at this address, such as {@code http://127.0.0.1:8083}.
   *
   * @throws ConnectRestException if it is no address
   */
  public static ConnectRest at(String url) {
    HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    return new ConnectRest(new ConnectAddress(url).url(), client);
  }

  public String url() {
    return url;
  }

  /** All plugins of the worker: connectors, converters, transformations, predicates. */
  public List<ConnectPlugin> plugins() {
    List<ConnectPlugin> plugins = new ArrayList<>();
    for (JsonNode plugin :
        send("list plugins", "GET", "/connector-plugins?connectorsOnly=false", "")) {
      plugins.add(
          new ConnectPlugin(
              plugin.path("class").asText(),
              plugin.path("type").asText(),
              plugin.path("version").asText("")));
    }
    return plugins;
  }

  /** What the connector class says about a configuration; empty when all is well. */
  public List<ConfigProblem> validate(String connectorClass, Map<String, String> config) {
    JsonNode answer =
        send(
            "validate a " + connectorClass,
            "PUT",
            "/connector-plugins/" + segment(connectorClass) + "/config/validate",
            json(config));
    List<ConfigProblem> problems = new ArrayList<>();
    for (JsonNode entry : answer.path("configs")) {
      JsonNode value = entry.path("value");
      for (JsonNode message : value.path("errors")) {
        problems.add(new ConfigProblem(value.path("name").asText(), message.asText()));
      }
    }
    return problems;
  }

  /** Creates the connector, or changes it to this configuration. */
  public void deploy(String name, Map<String, String> config) {
    send("deploy " + name, "PUT", connector(name) + "/config", json(config));
  }

  public List<String> connectors() {
    List<String> names = new ArrayList<>();
    send("list connectors", "GET", "/connectors", "").forEach(name -> names.add(name.asText()));
    return names;
  }

  /** The configuration of a connector, references to secrets unresolved. */
  public Map<String, String> config(String name) {
    Map<String, String> config = new TreeMap<>();
    send("read the configuration of " + name, "GET", connector(name) + "/config", "")
        .properties()
        .forEach(entry -> config.put(entry.getKey(), entry.getValue().asText()));
    return config;
  }

  public ConnectorStatus status(String name) {
    JsonNode answer = send("read the status of " + name, "GET", connector(name) + "/status", "");
    List<ConnectorStatus.Task> tasks = new ArrayList<>();
    for (JsonNode task : answer.path("tasks")) {
      tasks.add(
          new ConnectorStatus.Task(
              task.path("id").asInt(),
              task.path("state").asText(),
              task.path("worker_id").asText(),
              task.path("trace").asText("")));
    }
    JsonNode connector = answer.path("connector");
    return new ConnectorStatus(
        answer.path("name").asText(),
        connector.path("state").asText(),
        connector.path("worker_id").asText(),
        connector.path("trace").asText(""),
        tasks);
  }

  /**
   * Waits until the connector and so many tasks run.
   *
   * @throws ConnectRestException when something failed, with what it failed with, or the time is up
   */
  public ConnectorStatus awaitRunning(String name, int tasks, Duration timeout) {
    ConnectorStatus last =
        await(name, timeout, status -> status.isRunning(tasks) || !status.failures().isEmpty());
    if (!last.isRunning(tasks)) {
      throw new ConnectRestException(
          "Cannot run " + name + ": " + String.join("\n", last.failures()), 0);
    }
    return last;
  }

  /** Waits until the connector reports a status that is accepted. */
  public ConnectorStatus await(String name, Duration timeout, Predicate<ConnectorStatus> accepted) {
    Deadline deadline = Deadline.in(timeout);
    while (true) {
      ConnectorStatus status = statusOrUnknown(name);
      if (accepted.test(status)) {
        return status;
      }
      if (deadline.isOver()) {
        throw new ConnectRestException(
            "Cannot wait longer for "
                + name
                + ": after "
                + timeout.toSeconds()
                + " s it is "
                + status,
            0);
      }
      pause();
    }
  }

  /** Tasks stay assigned and idle. */
  public void pause(String name) {
    send("pause " + name, "PUT", connector(name) + "/pause", "");
  }

  public void resume(String name) {
    send("resume " + name, "PUT", connector(name) + "/resume", "");
  }

  /** Tasks end; the configuration stays. */
  public void stop(String name) {
    send("stop " + name, "PUT", connector(name) + "/stop", "");
  }

  /** Restarts the connector and all its tasks. */
  public void restart(String name) {
    send(
        "restart " + name,
        "POST",
        connector(name) + "/restart?includeTasks=true&onlyFailed=false",
        "");
  }

  public void delete(String name) {
    send("delete " + name, "DELETE", connector(name), "");
  }

  /** What the consumer group of a sink connector has committed. */
  public List<ConnectorOffset> offsets(String name) {
    List<ConnectorOffset> offsets = new ArrayList<>();
    for (JsonNode entry :
        send("read the offsets of " + name, "GET", connector(name) + "/offsets", "")
            .path("offsets")) {
      JsonNode partition = entry.path("partition");
      offsets.add(
          new ConnectorOffset(
              partition.path("kafka_topic").asText(),
              partition.path("kafka_partition").asInt(),
              entry.path("offset").path("kafka_offset").asLong()));
    }
    return offsets;
  }

  /** Moves the consumer group of a stopped sink connector to these offsets. */
  public void alterOffsets(String name, List<ConnectorOffset> offsets) {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode entries = body.putArray("offsets");
    for (ConnectorOffset each : offsets) {
      ObjectNode entry = entries.addObject();
      entry
          .putObject("partition")
          .put("kafka_topic", each.topic())
          .put("kafka_partition", each.partition());
      entry.putObject("offset").put("kafka_offset", each.offset());
    }
    send("alter the offsets of " + name, "PATCH", connector(name) + "/offsets", body.toString());
  }

  /** Has the consumer group of a stopped sink connector forget its offsets. */
  public void resetOffsets(String name) {
    send("reset the offsets of " + name, "DELETE", connector(name) + "/offsets", "");
  }

  /** Restarts one task. */
  public void restartTask(String name, int task) {
    send(
        "restart task " + task + " of " + name,
        "POST",
        connector(name) + "/tasks/" + task + "/restart",
        "");
  }

  /** A connector that was deployed a moment ago may not have a status yet. */
  private ConnectorStatus statusOrUnknown(String name) {
    try {
      return status(name);
    } catch (ConnectRestException e) {
      if (e.status() == 404) {
        return new ConnectorStatus(name, "UNKNOWN", "", "", List.of());
      }
      throw e;
    }
  }

  /** What is asked for, such as {@code pause movies}, becomes part of the message of a failure. */
  private JsonNode send(String purpose, String method, String path, String body) {
    Deadline deadline = Deadline.in(LONGEST_REBALANCE);
    HttpResponse<String> response = sendOnce(purpose, method, path, body);
    while (response.statusCode() == CONFLICT && !deadline.isOver()) {
      pause();
      response = sendOnce(purpose, method, path, body);
    }
    JsonNode answer = parse(response.body());
    if (response.statusCode() >= 300) {
      String reason = answer.path("message").asText("status " + response.statusCode());
      throw new ConnectRestException("Cannot " + purpose + ": " + reason, response.statusCode());
    }
    return answer;
  }

  private HttpResponse<String> sendOnce(String purpose, String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(LONGEST_REQUEST)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new ConnectRestException("Cannot reach Connect at " + url + ": " + reason(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectRestException("Cannot " + purpose + ": interrupted", e);
    }
  }

  private static String reason(IOException e) {
    if (e instanceof HttpTimeoutException) {
      return "no answer in time";
    }
    return e instanceof ConnectException
        ? "nothing listens there"
        : e.getClass().getSimpleName() + (e.getMessage() == null ? "" : " " + e.getMessage());
  }

  private static JsonNode parse(String body) {
    try {
      return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static String json(Map<String, String> config) {
    try {
      return JSON.writeValueAsString(config);
    } catch (JsonProcessingException e) {
      throw new ConnectRestException("Cannot write the configuration: " + e.getMessage(), e);
    }
  }

  private static String connector(String name) {
    return "/connectors/" + segment(name);
  }

  private static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static void pause() {
    new CompletableFuture<Void>()
        .completeOnTimeout(null, BETWEEN_ATTEMPTS.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }
}
