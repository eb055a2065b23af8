package dev.frazil.transforms;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;

/**
 * A converter that is made by its class name and answers as the test has told it. Strict: it takes
 * no key, no null and no call before it is configured or after it is closed.
 */
public final class TestingConverter implements Converter, Closeable {
  private static @Nullable TestingConverter latest;

  private final List<byte[]> asked = new ArrayList<>();
  private final List<@Nullable Headers> headers = new ArrayList<>();
  private @Nullable Map<String, ?> settings;
  private @Nullable ClassLoader loaderOfCall;
  private Function<byte[], @Nullable SchemaAndValue> answer =
      value -> {
        throw new AssertionError("nobody has told the converter what to answer");
      };
  private boolean closed;

  /** The one that was made last. */
  static TestingConverter latest() {
    return Objects.requireNonNull(latest);
  }

  void answer(Function<byte[], @Nullable SchemaAndValue> next) {
    answer = next;
  }

  void fail(RuntimeException failure) {
    answer =
        value -> {
          throw failure;
        };
  }

  Map<String, ?> settings() {
    return Objects.requireNonNull(settings);
  }

  /** The values it was asked for. */
  List<byte[]> asked() {
    return asked;
  }

  List<@Nullable Headers> headers() {
    return headers;
  }

  @Nullable ClassLoader loaderOfCall() {
    return loaderOfCall;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  @SuppressWarnings("StaticAssignmentInConstructor") // it is made by name, and found here
  public void configure(Map<String, ?> configs, boolean isKey) {
    if (isKey || settings != null) {
      throw new AssertionError("configured as key or twice");
    }
    settings = Map.copyOf(configs);
    latest = this;
  }

  @Override
  public byte[] fromConnectData(String topic, Schema schema, Object value) {
    return (topic + "/" + value).getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  @Override
  public SchemaAndValue toConnectData(String topic, byte[] value) {
    return convert(null, value);
  }

  @Override
  public SchemaAndValue toConnectData(String topic, Headers recordHeaders, byte[] value) {
    return convert(Objects.requireNonNull(recordHeaders), value);
  }

  @Override
  public void close() {
    closed = true;
  }

  @SuppressWarnings("NullAway") // converters of others may answer null
  private SchemaAndValue convert(@Nullable Headers recordHeaders, byte[] value) {
    if (settings == null || closed) {
      throw new AssertionError("asked before it was configured or after it was closed");
    }
    asked.add(Objects.requireNonNull(value));
    headers.add(recordHeaders);
    loaderOfCall = Thread.currentThread().getContextClassLoader();
    return answer.apply(value);
  }
}
