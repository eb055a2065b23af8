package dev.frazil.transforms;

import dev.frazil.transforms.delegate.ConfluentFrame;
import dev.frazil.transforms.delegate.Delegate;
import dev.frazil.transforms.delegate.DelegateFailures;
import dev.frazil.transforms.delegate.FailureVerdict;
import dev.frazil.transforms.delegate.Outages;
import dev.frazil.transforms.delegate.SchemaSize;
import dev.frazil.transforms.delegate.SettingSecrets;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import dev.frazil.transforms.reject.UnconvertedBytes;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Reads values with another converter, the delegate, and loses none that it cannot read: Connect
 * drops the answer of the dead-letter topic for a converter that throws. What the delegate refuses
 * is passed on as the bytes that came, marked as {@link UnconvertedBytes}; the Frazil sink makes a
 * dead letter of it and waits for that. While a registry does not answer, the bytes are passed on
 * as not readable yet; the sink then reads the partition again later. For values only, and for the
 * Frazil sink only: another one would take the bytes for the value.
 *
 * <p>A null value stays null and does not reach the delegate. Each task has its own instance, and
 * one thread uses it.
 */
public final class GuardedConverter implements Converter, Versioned, Closeable {
  public static final String OVERVIEW_DOC =
      "Read values with another converter, and hand the bytes of those that it cannot read to the"
          + " Frazil sink, which makes dead letters of them.";

  public static final ConfigDef CONFIG_DEF = GuardedConverterConfig.DEFINITION;

  /** Stands for the schema of values that do not name one. */
  private static final int NO_SCHEMA_ID = -1;

  private final Outages outages = new Outages(System::nanoTime);
  private final SchemaSize sizes = new SchemaSize();
  private SettingSecrets secrets = SettingSecrets.of(Map.of());
  private boolean framed;
  private @Nullable Delegate delegate;

  @Override
  public void configure(Map<String, ?> props, boolean isKey) {
    if (isKey) {
      throw new ConfigException(
          "Invalid value for configuration key.converter: "
              + GuardedConverter.class.getName()
              + " (expected another: it reads values; the sink takes keys as they come)");
    }
    GuardedConverterConfig config = new GuardedConverterConfig(props);
    framed = config.isFramed();
    secrets = SettingSecrets.of(config.delegateSettings());
    delegate =
        Delegate.of(
            GuardedConverterConfig.DELEGATE_CLASS,
            config.delegateClass(),
            config.delegateSettings());
  }

  @Override
  public SchemaAndValue toConnectData(String topic, byte @Nullable [] value) {
    return value == null ? SchemaAndValue.NULL : read(topic, null, value);
  }

  @Override
  public SchemaAndValue toConnectData(String topic, Headers headers, byte @Nullable [] value) {
    return value == null ? SchemaAndValue.NULL : read(topic, headers, value);
  }

  /** Leaves it to the delegate; what that throws goes on. */
  @Override
  public byte @Nullable [] fromConnectData(
      String topic, @Nullable Schema schema, @Nullable Object value) {
    return configured().fromConnect(topic, null, schema, value);
  }

  /** Leaves it to the delegate; what that throws goes on. */
  @Override
  public byte @Nullable [] fromConnectData(
      String topic, Headers headers, @Nullable Schema schema, @Nullable Object value) {
    return configured().fromConnect(topic, headers, schema, value);
  }

  @Override
  public ConfigDef config() {
    return CONFIG_DEF;
  }

  @Override
  public void close() throws IOException {
    Delegate open = delegate;
    delegate = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public String version() {
    return FrazilVersion.version();
  }

  private SchemaAndValue read(String topic, @Nullable Headers headers, byte[] value) {
    Delegate open = configured();
    int schemaId = NO_SCHEMA_ID;
    if (framed) {
      Rejection noFrame = ConfluentFrame.missing(value);
      if (noFrame != null) {
        return UnconvertedBytes.rejected(value, noFrame);
      }
      schemaId = ConfluentFrame.schemaId(value);
    }
    String obstacle = outages.recent(topic, schemaId);
    return obstacle == null
        ? read(open, topic, headers, value, schemaId)
        : UnconvertedBytes.postponed(value, obstacle);
  }

  private SchemaAndValue read(
      Delegate open, String topic, @Nullable Headers headers, byte[] value, int schemaId) {
    try {
      SchemaAndValue read = open.toConnect(topic, headers, value);
      outages.read(topic, schemaId);
      return sizes.isBounded(read.schema()) ? read : endless(value);
    } catch (StackOverflowError e) {
      return endless(value);
    } catch (Exception e) {
      return failed(topic, value, schemaId, DelegateFailures.judge(e));
    }
  }

  private SchemaAndValue failed(String topic, byte[] value, int schemaId, FailureVerdict verdict) {
    String shown = secrets.hideIn(verdict.shown());
    String schema = schemaId == NO_SCHEMA_ID ? "its schema" : "schema " + schemaId;
    if (verdict instanceof FailureVerdict.NoAnswer) {
      String obstacle = "the registry does not answer, asked for " + schema + ": " + shown;
      outages.ofRegistry(topic, schemaId, obstacle);
      return UnconvertedBytes.postponed(value, obstacle);
    } else if (verdict instanceof FailureVerdict.OtherAnswer) {
      String obstacle = "the registry does not give " + schema + ": " + shown;
      outages.ofSchema(topic, schemaId, obstacle);
      return UnconvertedBytes.postponed(value, obstacle);
    } else if (verdict instanceof FailureVerdict.UnknownSchema) {
      String detail = "Cannot find " + schema + " in the registry: " + shown;
      return UnconvertedBytes.rejected(
          value, new Rejection(RejectReason.UNKNOWN_SCHEMA, "$", detail));
    }
    String detail = "Cannot read the value by " + schema + ": " + shown;
    return UnconvertedBytes.rejected(
        value, new Rejection(RejectReason.SCHEMA_VALIDATION_FAILED, "$", detail));
  }

  private static SchemaAndValue endless(byte[] value) {
    return UnconvertedBytes.rejected(
        value,
        new Rejection(
            RejectReason.TOO_DEEP,
            "$",
            "Cannot make columns of the schema: it contains itself, is nested deeper than "
                + SchemaSize.MOST_LEVELS
                + " or has more than "
                + SchemaSize.MOST_FIELDS
                + " fields"));
  }

  private Delegate configured() {
    Delegate open = delegate;
    if (open == null) {
      throw new IllegalStateException("Cannot convert value: not configured, or closed");
    }
    return open;
  }
}
