package dev.frazil.chaos;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A request or an answer of HTTP/1.1 as it came, byte for byte, so that signatures stay good.
 *
 * @param lines the first line and the headers
 * @param body the rest as it is on the wire, chunk sizes included
 */
@SuppressWarnings("ArrayRecordComponent") // Passed on, never compared.
record HttpMessage(List<String> lines, byte[] body) {
  private static final int LONGEST_LINE = 64 * 1024;

  HttpMessage {
    lines = List.copyOf(lines);
  }

  static HttpMessage answer(String status, String contentType, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    return new HttpMessage(
        List.of(
            "HTTP/1.1 " + status, "Content-Type: " + contentType, "Content-Length: " + body.length),
        body);
  }

  /** The lines up to the empty one; nothing at the end of the stream. */
  static Optional<List<String>> readHead(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    while (true) {
      Optional<String> line = readLine(in);
      if (line.isEmpty()) {
        if (lines.isEmpty()) {
          return Optional.empty();
        }
        throw new EOFException("the stream ended within a head");
      }
      if (!line.get().isEmpty()) {
        lines.add(line.get());
      } else if (!lines.isEmpty()) {
        return Optional.of(lines);
      }
    }
  }

  /** The body that this head announces; one without length has none. */
  static byte[] readBody(List<String> head, InputStream in) throws IOException {
    if (header(head, "transfer-encoding").filter("chunked"::equalsIgnoreCase).isPresent()) {
      return readChunks(in);
    }
    int length = header(head, "content-length").map(Integer::parseInt).orElse(0);
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("the stream ended within a body");
    }
    return body;
  }

  Optional<String> header(String name) {
    return header(lines, name);
  }

  static Optional<String> header(List<String> lines, String name) {
    String prefix = name.toLowerCase(Locale.ROOT) + ":";
    return lines.stream()
        .skip(1)
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
        .map(line -> line.substring(prefix.length()).strip())
        .findFirst();
  }

  /** {@code GET}, {@code PUT} and so on, of a request. */
  String method() {
    return lines.get(0).substring(0, lines.get(0).indexOf(' '));
  }

  /** Path and query of a request. */
  String target() {
    return lines.get(0).split(" ", 3)[1];
  }

  /** The status of an answer. */
  int status() {
    return Integer.parseInt(lines.get(0).split(" ", 3)[1]);
  }

  /** The same without a header. */
  HttpMessage without(String name) {
    String prefix = name.toLowerCase(Locale.ROOT) + ":";
    return new HttpMessage(
        lines.stream().filter(line -> !line.toLowerCase(Locale.ROOT).startsWith(prefix)).toList(),
        body);
  }

  HttpMessage with(String header) {
    List<String> more = new ArrayList<>(lines);
    more.add(header);
    return new HttpMessage(more, body);
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + 1024);
    for (String line : lines) {
      out.writeBytes((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
    out.writeBytes("\r\n".getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(body);
    return out.toByteArray();
  }

  private static byte[] readChunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      String line = readLine(in).orElseThrow(() -> new EOFException("ended within a chunk"));
      body.writeBytes((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      int size = Integer.parseInt(line.split(";", 2)[0].strip(), 16);
      if (size > 0) {
        body.writeBytes(in.readNBytes(size + 2));
        continue;
      }
      while (!line.isEmpty()) {
        line = readLine(in).orElse("");
        body.writeBytes((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      }
      return body.toByteArray();
    }
  }

  private static Optional<String> readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
      }
      line.write(b);
      if (line.size() > LONGEST_LINE) {
        throw new IOException("a line of more than " + LONGEST_LINE + " bytes");
      }
    }
    return Optional.empty();
  }
}
