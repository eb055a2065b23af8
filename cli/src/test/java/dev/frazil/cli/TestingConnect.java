package dev.frazil.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Answers as Connect's REST API would, and remembers what it was asked. An unexpected request is
 * answered with 500.
 */
final class TestingConnect implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, String> answers = new HashMap<>();
  private final Map<String, Queue<String>> sequences = new HashMap<>();
  private final Map<String, Integer> refusals = new HashMap<>();
  private final List<String> requests = new ArrayList<>();
  private final List<String> bodies = new ArrayList<>();

  TestingConnect() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Answers this request, such as {@code GET /connectors}, with this JSON. */
  TestingConnect answer(String request, String json) {
    answers.put(request, json);
    return this;
  }

  /** Answers this request with these, one after the other, and then always with the last. */
  TestingConnect answers(String request, String... json) {
    answers.put(request, json[json.length - 1]);
    sequences.put(request, new ArrayDeque<>(List.of(json)));
    return this;
  }

  /** Refuses this request with this status. */
  TestingConnect refuse(String request, int status) {
    refusals.put(request, status);
    return this;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<String> requests() {
    return List.copyOf(requests);
  }

  List<String> bodies() {
    return List.copyOf(bodies);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    requests.add(request);
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    String next = sequences.getOrDefault(request, new ArrayDeque<>()).poll();
    String json = next == null ? answers.get(request) : next;
    byte[] body =
        (json == null ? "{\"message\": \"not expected\"}" : json).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(
        json == null ? refusals.getOrDefault(request, 500) : 200,
        body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
