package dev.frazil.chaos;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands before an HTTP server on loopback and does to its requests what a {@link FaultPlan} says.
 * A thread for each connection; each request goes to the server on a connection of its own, so that
 * it reaches it once or never.
 */
final class FaultProxy implements AutoCloseable {
  private static final int SERVER_TIMEOUT_MILLIS = 60_000;
  private static final long LATENCY_NANOS = TimeUnit.MILLISECONDS.toNanos(700);
  private static final byte[] GO_ON =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private final ServerSocket listener;
  private final InetSocketAddress server;
  private final FaultPlan plan;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

  private FaultProxy(ServerSocket listener, InetSocketAddress server, FaultPlan plan) {
    this.listener = listener;
    this.server = server;
    this.plan = plan;
  }

  /** Listens on a free port until it is closed. */
  static FaultProxy before(String serverUrl, FaultPlan plan) {
    URI uri = URI.create(serverUrl);
    try {
      ServerSocket listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
      FaultProxy proxy =
          new FaultProxy(listener, new InetSocketAddress(uri.getHost(), uri.getPort()), plan);
      start("fault-proxy-" + listener.getLocalPort(), proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start a proxy before " + serverUrl, e);
    }
  }

  String address() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  FaultPlan plan() {
    return plan;
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket client : clients) {
        client.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close the proxy at " + address(), e);
    }
  }

  private void accept() {
    try {
      while (!listener.isClosed()) {
        Socket client = listener.accept();
        clients.add(client);
        start("fault-proxy-client", () -> serve(client));
      }
    } catch (IOException e) {
      // Closed.
      return;
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(client.getInputStream());
      while (serveOne(client, in)) {
        // One request after the other.
      }
    } catch (IOException | RuntimeException e) {
      // The client has gone, or the server has: the client sees its connection end.
      return;
    } finally {
      clients.remove(client);
    }
  }

  /** Whether the client may send another one. */
  private boolean serveOne(Socket client, InputStream in) throws IOException {
    Optional<List<String>> head = HttpMessage.readHead(in);
    if (head.isEmpty()) {
      return false;
    }
    OutputStream out = client.getOutputStream();
    if (HttpMessage.header(head.get(), "expect").isPresent()) {
      out.write(GO_ON);
      out.flush();
    }
    HttpMessage request = new HttpMessage(head.get(), HttpMessage.readBody(head.get(), in));
    Optional<Fault> fault = plan.next(request);
    if (fault.isPresent()) {
      return answer(client, fault.get(), request);
    }
    out.write(forward(request).bytes());
    out.flush();
    return true;
  }

  private boolean answer(Socket client, Fault fault, HttpMessage request) throws IOException {
    if (fault == Fault.LATENCY) {
      LockSupport.parkNanos(LATENCY_NANOS);
    }
    Optional<HttpMessage> real =
        fault.reachesServer() ? Optional.of(forward(request)) : Optional.empty();
    return switch (fault) {
      case LATENCY -> send(client, real.orElseThrow());
      case RESET_BEFORE, RESET_AFTER -> reset(client);
      case CUT_ANSWER -> cut(client, real.orElseThrow());
      case ERROR_500, LIE_500 -> send(client, failure(500, "Internal Server Error"));
      case ERROR_503, LIE_503 -> send(client, failure(503, "Service Unavailable"));
      case LIE_CONFLICT -> send(client, lie(real.orElseThrow()));
      case FORBIDDEN_DELETE -> send(client, forbidden());
    };
  }

  /** A commit that failed is not lied about: its own answer is as bad. */
  private static HttpMessage lie(HttpMessage real) {
    return real.status() != 200
        ? real
        : HttpMessage.answer(
            "409 Conflict",
            "application/json",
            "{\"error\":{\"message\":\"Cannot commit: requirement failed (injected)\","
                + "\"type\":\"CommitFailedException\",\"code\":409}}");
  }

  private static HttpMessage failure(int status, String reason) {
    return HttpMessage.answer(status + " " + reason, "text/plain", "injected");
  }

  private static HttpMessage forbidden() {
    return HttpMessage.answer(
        "403 Forbidden",
        "application/xml",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>AccessDenied</Code>"
            + "<Message>Access Denied (injected)</Message></Error>");
  }

  private static boolean send(Socket client, HttpMessage answer) throws IOException {
    client.getOutputStream().write(answer.bytes());
    client.getOutputStream().flush();
    return true;
  }

  private static boolean cut(Socket client, HttpMessage answer) throws IOException {
    byte[] bytes = answer.bytes();
    client.getOutputStream().write(bytes, 0, bytes.length / 2);
    client.getOutputStream().flush();
    return reset(client);
  }

  private static boolean reset(Socket client) throws IOException {
    client.setSoLinger(true, 0);
    client.close();
    return false;
  }

  private HttpMessage forward(HttpMessage request) throws IOException {
    try (Socket upstream = new Socket()) {
      upstream.connect(server, 5_000);
      upstream.setSoTimeout(SERVER_TIMEOUT_MILLIS);
      upstream.setTcpNoDelay(true);
      upstream
          .getOutputStream()
          .write(request.without("expect").without("connection").with("Connection: close").bytes());
      upstream.getOutputStream().flush();
      InputStream in = new BufferedInputStream(upstream.getInputStream());
      List<String> head = finalHead(in);
      HttpMessage bare = new HttpMessage(head, new byte[0]);
      boolean bodiless =
          request.method().equals("HEAD") || bare.status() == 204 || bare.status() == 304;
      if (bodiless) {
        return bare.without("connection");
      }
      if (bare.header("content-length").isPresent()
          || bare.header("transfer-encoding").isPresent()) {
        return new HttpMessage(head, HttpMessage.readBody(head, in)).without("connection");
      }
      byte[] rest = in.readAllBytes();
      return new HttpMessage(head, rest)
          .without("connection")
          .with("Content-Length: " + rest.length);
    }
  }

  private static List<String> finalHead(InputStream in) throws IOException {
    while (true) {
      List<String> head =
          HttpMessage.readHead(in).orElseThrow(() -> new IOException("no answer of the server"));
      if (!head.get(0).startsWith("HTTP/1.1 100")) {
        return head;
      }
    }
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
