package dev.frazil.connect.replay;

import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.RejectedRecordException;
import dev.frazil.transforms.reject.Rejection;
import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.jspecify.annotations.Nullable;

/** Plugins that are made by their class names and write down what is done with them. */
final class TestingPlugins {
  private static final List<String> EVENTS = new ArrayList<>();

  private TestingPlugins() {}

  /** What happened since this was asked last. */
  static List<String> events() {
    List<String> events = List.copyOf(EVENTS);
    EVENTS.clear();
    return events;
  }

  /** Says how it was configured and asked, and throws for a value that begins with {@code !}. */
  public static final class SayingConverter implements Converter, Closeable {
    private boolean forKeys;

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
      forKeys = isKey;
      EVENTS.add((isKey ? "key " : "value ") + settings);
      if (settings.containsKey("refuse")) {
        throw new ConfigException("Invalid refuse: " + settings.get("refuse"));
      }
    }

    @Override
    public byte[] fromConnectData(String topic, Schema schema, Object value) {
      throw new AssertionError("nobody writes");
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte[] value) {
      throw new AssertionError("a worker gives the headers, too");
    }

    @Override
    public @Nullable SchemaAndValue toConnectData(
        String topic, Headers headers, byte @Nullable [] value) {
      if (value == null) {
        EVENTS.add((forKeys ? "key" : "value") + " null");
        return SchemaAndValue.NULL;
      }
      return switch (new String(value, StandardCharsets.UTF_8)) {
        case "!" ->
            throw new IllegalStateException("no such thing", new ArithmeticException("by zero"));
        case "!deep" -> throw new StackOverflowError();
        case "!missing" -> throw new NoClassDefFoundError("some/Thing");
        case "!nothing" -> null;
        default -> new SchemaAndValue(Schema.OPTIONAL_BYTES_SCHEMA, value);
      };
    }

    @Override
    public void close() {
      EVENTS.add("close " + (forKeys ? "key" : "value"));
    }
  }

  /** Does what its setting says. */
  public static final class ObedientTransformation implements Transformation<SinkRecord> {
    private String task = "";

    @Override
    public void configure(Map<String, ?> settings) {
      task = String.valueOf(settings.get("task"));
      EVENTS.add("transform " + new TreeMap<>(settings));
    }

    @Override
    public @Nullable SinkRecord apply(SinkRecord record) {
      return switch (task) {
        case "drop" -> null;
        case "throw" -> throw new UnsupportedOperationException("not\nthis one");
        case "reject" ->
            throw new RejectedRecordException(
                new Rejection(RejectReason.WRONG_TYPE, "$.a", "a text"));
        case "forget" ->
            new SinkRecord("other", 7, null, null, null, record.value(), record.kafkaOffset());
        default ->
            record.newRecord(
                record.topic() + task,
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value(),
                record.timestamp(),
                record.headers());
      };
    }

    @Override
    public ConfigDef config() {
      return new ConfigDef();
    }

    @Override
    public void close() {
      EVENTS.add("close " + task);
      if (task.equals("throw")) {
        throw new IllegalStateException("and this one");
      }
    }
  }

  /** Cannot be asked. */
  public static final class ThrowingPredicate implements Predicate<SinkRecord> {
    @Override
    public void configure(Map<String, ?> settings) {
      EVENTS.add("predicate " + new TreeMap<>(settings));
    }

    @Override
    public boolean test(SinkRecord record) {
      throw new IllegalStateException();
    }

    @Override
    public ConfigDef config() {
      return new ConfigDef();
    }

    @Override
    public void close() {
      EVENTS.add("close predicate");
    }
  }
}
