package dev.frazil.connect.commit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.iceberg.aws.s3.S3FileIO;

/**
 * An S3 endpoint that keeps nothing: it has no object, takes every upload, and answers what it is
 * told to. Knows what it was asked for.
 */
final class TestingObjectStore implements AutoCloseable {
  /** Requests, as S3 tells them apart. */
  enum Request {
    HEAD,
    PUT,
    UPLOAD_PART,
    CREATE_UPLOAD,
    COMPLETE_UPLOAD,
    DELETE
  }

  private final HttpServer server;
  private final Map<Request, Refusal> refusals = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  TestingObjectStore() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** From now on answers such requests like this; a HEAD gets the status only. */
  void refuse(Request request, int status, String code) {
    refusals.put(request, new Refusal(status, code));
  }

  /** What it was asked for, in this order. */
  List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Iceberg's files on it; a request is made once. */
  S3FileIO files() {
    S3FileIO files = new S3FileIO();
    files.initialize(
        Map.of(
            "s3.endpoint", "http://127.0.0.1:" + server.getAddress().getPort(),
            "s3.path-style-access", "true",
            "s3.access-key-id", "key",
            "s3.secret-access-key", "secret",
            "s3.multipart.part-size-bytes", "5242880",
            "s3.multipart.threshold", "1.0",
            "s3.retry.num-retries", "0",
            "client.region", "us-east-1",
            "http-client.type", "apache"));
    return files;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
      Request request = request(exchange);
      requests.add(request);
      Refusal refusal = refusals.get(request);
      if (refusal != null) {
        send(exchange, refusal.status, "<Error><Code>" + refusal.code + "</Code></Error>");
      } else {
        exchange.getResponseHeaders().set("ETag", "\"1\"");
        send(exchange, request == Request.HEAD ? 404 : 200, body(request));
      }
    }
  }

  private static Request request(HttpExchange exchange) {
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    return switch (exchange.getRequestMethod()) {
      case "HEAD" -> Request.HEAD;
      case "PUT" -> query.contains("partNumber") ? Request.UPLOAD_PART : Request.PUT;
      case "POST" -> query.contains("uploadId") ? Request.COMPLETE_UPLOAD : Request.CREATE_UPLOAD;
      case "DELETE" -> Request.DELETE;
      default -> throw new AssertionError(exchange.getRequestMethod());
    };
  }

  private static String body(Request request) {
    return switch (request) {
      case CREATE_UPLOAD ->
          "<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>";
      case COMPLETE_UPLOAD ->
          "<CompleteMultipartUploadResult><ETag>1</ETag></CompleteMultipartUploadResult>";
      case HEAD, PUT, UPLOAD_PART, DELETE -> "";
    };
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    boolean withBody = body.length > 0 && !exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, withBody ? body.length : -1);
    if (withBody) {
      exchange.getResponseBody().write(body);
    }
  }

  private record Refusal(int status, String code) {}
}
