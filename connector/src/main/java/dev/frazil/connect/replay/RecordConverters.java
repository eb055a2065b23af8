package dev.frazil.connect.replay;

import dev.frazil.transforms.GuardedConverter;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.ConverterConfig;
import org.apache.kafka.connect.storage.ConverterType;
import org.apache.kafka.connect.storage.HeaderConverter;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;
import org.jspecify.annotations.Nullable;

/** The converters of a connector: bytes in, a record of Connect out. */
final class RecordConverters {
  private static final String KEY = "key.converter";
  private static final String VALUE = "value.converter";
  private static final String HEADER = "header.converter";
  private static final String DELEGATE = "delegate.class";

  private final Converter key;
  private final Converter value;
  private final HeaderConverter header;

  private RecordConverters(Converter key, Converter value, HeaderConverter header) {
    this.key = key;
    this.value = value;
    this.header = header;
  }

  /**
   * The converters that a configuration names.
   *
   * @throws ConfigException when one is not named, or cannot be made
   */
  static RecordConverters of(ChainConfig config, OpenPlugins plugins) {
    return new RecordConverters(
        plugins.make(
            KEY,
            named(config, KEY),
            Converter.class,
            config.withPrefix(KEY + "."),
            (converter, settings) -> converter.configure(settings, true)),
        plugins.make(
            VALUE,
            named(config, VALUE),
            Converter.class,
            valueSettings(config, plugins),
            (converter, settings) -> converter.configure(settings, false)),
        header(config, plugins));
  }

  /** Converts key, value and headers, in this order; the first that fails decides. */
  Passed convert(ConsumerRecord<byte[], byte[]> record) {
    String part = "key";
    Object plugin = key;
    try {
      SchemaAndValue newKey =
          answered(key.toConnectData(record.topic(), record.headers(), record.key()));
      part = "value";
      plugin = value;
      SchemaAndValue newValue =
          answered(value.toConnectData(record.topic(), record.headers(), record.value()));
      part = "headers";
      plugin = header;
      Headers headers = headers(record);
      return new Passed.Delivered(
          new SinkRecord(
              record.topic(),
              record.partition(),
              newKey.schema(),
              newKey.value(),
              newValue.schema(),
              newValue.value(),
              record.offset(),
              timestamp(record),
              record.timestampType(),
              headers));
    } catch (Exception | StackOverflowError | LinkageError e) {
      return Failures.of(Passed.CONVERSION_FAILED, "convert " + part, plugin, e);
    }
  }

  private Headers headers(ConsumerRecord<byte[], byte[]> record) {
    Headers headers = new ConnectHeaders();
    for (Header each : record.headers()) {
      headers.add(each.key(), header.toConnectHeader(record.topic(), each.key(), each.value()));
    }
    return headers;
  }

  /** A guarded converter finds its delegate by alias only where Connect's loader of plugins is. */
  private static Map<String, Object> valueSettings(ChainConfig config, OpenPlugins plugins) {
    Map<String, Object> settings = config.withPrefix(VALUE + ".");
    String key = VALUE + "." + DELEGATE;
    String delegate = config.text(key);
    if (delegate != null
        && plugins.find(VALUE, named(config, VALUE), Converter.class) == GuardedConverter.class) {
      settings.put(DELEGATE, plugins.find(key, delegate, Converter.class).getName());
    }
    return settings;
  }

  private static HeaderConverter header(ChainConfig config, OpenPlugins plugins) {
    String named = config.text(HEADER);
    Map<String, Object> own = config.withPrefix(HEADER + ".");
    own.put(ConverterConfig.TYPE_CONFIG, ConverterType.HEADER.getName());
    return plugins.make(
        HEADER,
        named == null ? SimpleHeaderConverter.class.getName() : named,
        HeaderConverter.class,
        own,
        HeaderConverter::configure);
  }

  private static SchemaAndValue answered(@Nullable SchemaAndValue converted) {
    if (converted == null) {
      throw new DataException("it gave nothing back (expected schema and value)");
    }
    return converted;
  }

  private static @Nullable Long timestamp(ConsumerRecord<byte[], byte[]> record) {
    return record.timestamp() == ConsumerRecord.NO_TIMESTAMP ? null : record.timestamp();
  }

  private static String named(ChainConfig config, String key) {
    String named = config.text(key);
    if (named == null) {
      throw new ConfigException(
          "Missing configuration "
              + key
              + ": the worker's default is not known here (expected the converter to be named in"
              + " the connector's configuration)");
    }
    return named;
  }
}
