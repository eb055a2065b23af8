package dev.frazil.connect.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers {@code GET /health}, and nothing else, from its own port until closed. */
final class HealthListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HealthListener.class);
  private static final String PATH = "/health";
  private static final int BACKLOG = 16;
  private static final int THREADS = 2;
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;
  private static final int BROKEN = 500;

  private final HttpServer server;
  private final ExecutorService threads;
  private final Supplier<HealthAnswer> health;
  private final String host;

  private HealthListener(HttpServer server, String host, Supplier<HealthAnswer> health) {
    this.server = server;
    this.host = host;
    this.health = health;
    this.threads =
        Executors.newFixedThreadPool(
            THREADS,
            work -> {
              Thread thread = new Thread(work, "frazil-health");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /**
   * Listens from now on.
   *
   * @throws ConnectException when it cannot, such as when another program has the port
   */
  static HealthListener open(HealthConfig config, Supplier<HealthAnswer> health) {
    InetSocketAddress address = new InetSocketAddress(config.host(), config.port());
    try {
      if (address.isUnresolved()) {
        throw new IOException("the host is unknown");
      }
      HttpServer server = HttpServer.create(address, BACKLOG);
      HealthListener listener = new HealthListener(server, config.host(), health);
      LOG.info("Answering GET {}", listener.url());
      return listener;
    } catch (IOException e) {
      throw new ConnectException(
          "Cannot answer GET /health on "
              + config.host()
              + ":"
              + config.port()
              + ": "
              + e.getMessage()
              + " ("
              + HealthConfig.HOST
              + " and "
              + HealthConfig.PORT
              + " name an address of this machine and a port that each worker has for itself)",
          e);
    }
  }

  /** What to ask. */
  String url() {
    return "http://" + host + ":" + server.getAddress().getPort() + PATH;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      if (!exchange.getRequestURI().getPath().equals(PATH)) {
        send(exchange, NOT_FOUND, "{\"error\": \"Cannot find the path (expected /health)\"}");
      } else if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        send(exchange, NOT_ALLOWED, "{\"error\": \"Cannot take the method (expected GET)\"}");
      } else {
        answer(exchange);
      }
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    HealthAnswer answer;
    try {
      answer = health.get();
    } catch (RuntimeException e) {
      LOG.error("Cannot tell the health of the sinks", e);
      send(exchange, BROKEN, "{\"error\": \"Cannot tell the health: see the worker's log\"}");
      return;
    }
    send(exchange, answer.httpStatus(), answer.json());
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
    } else {
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
