package dev.frazil.transforms;

import dev.frazil.transforms.contract.EventContract;
import dev.frazil.transforms.contract.EventOutcome;
import dev.frazil.transforms.contract.EventReader;
import dev.frazil.transforms.contract.EventStruct;
import dev.frazil.transforms.contract.RejectedEvent;
import dev.frazil.transforms.reject.RejectMark;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.RejectedRecordException;
import dev.frazil.transforms.reject.Rejection;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/**
 * Checks the value of each record against an event contract and puts a typed value in its place.
 * Key, headers, topic, partition and timestamp stay. Each task has its own instance, and one thread
 * uses it.
 *
 * <p>A record that breaks the contract is thrown as {@link RejectedRecordException}, or passed on
 * with its value as it came and a {@link RejectMark} in its headers. A record that an earlier
 * transform marked is passed on as it is.
 */
public final class ValidateEvent<R extends ConnectRecord<R>>
    implements Transformation<R>, Versioned {
  public static final String OVERVIEW_DOC =
      "Check the value against an event contract (JSON Schema draft 2020-12) and make it a typed"
          + " value. The value may be JSON as bytes or text, or what a stock converter made of it.";

  public static final ConfigDef CONFIG_DEF = ValidateEventConfig.DEFINITION;

  private @Nullable EventReader reader;
  private @Nullable Schema schema;
  private boolean marks;
  private boolean ignoresNull;

  @Override
  public void configure(Map<String, ?> props) {
    ValidateEventConfig config = new ValidateEventConfig(props);
    EventContract contract = config.contract();
    schema = contract.schema();
    reader = contract.reader(config.maxBytes());
    marks = config.marks();
    ignoresNull = config.ignoresNull();
  }

  @Override
  public @Nullable R apply(R record) {
    Headers headers = RejectMark.strip(record.headers());
    if (RejectMark.read(headers) != null) {
      return with(record, record.valueSchema(), record.value(), headers);
    }
    Object value = record.value();
    if (value == null) {
      return ignoresNull
          ? null
          : reject(record, headers, new Rejection(RejectReason.NULL_VALUE, "$", "no value"));
    }
    EventOutcome outcome = read(record.valueSchema(), value);
    if (outcome instanceof EventStruct event) {
      return with(record, schema, event, headers);
    }
    return reject(record, headers, ((RejectedEvent) outcome).rejection());
  }

  @Override
  public ConfigDef config() {
    return CONFIG_DEF;
  }

  @Override
  public void close() {
    reader = null;
  }

  @Override
  public String version() {
    return FrazilVersion.version();
  }

  private EventOutcome read(@Nullable Schema valueSchema, Object value) {
    EventReader configured = reader;
    if (configured == null) {
      throw new IllegalStateException("Cannot validate event: not configured, or closed");
    }
    if (value instanceof byte[] bytes) {
      return configured.read(bytes);
    }
    ConnectValue encoded = ConnectValue.of(valueSchema, value);
    Rejection unwritable = encoded.rejection();
    return unwritable == null ? configured.read(encoded.json()) : new RejectedEvent(unwritable);
  }

  private R reject(R record, Headers headers, Rejection rejection) {
    if (!marks) {
      throw new RejectedRecordException(rejection);
    }
    return with(record, record.valueSchema(), record.value(), RejectMark.mark(headers, rejection));
  }

  private R with(R record, @Nullable Schema valueSchema, @Nullable Object value, Headers headers) {
    return record.newRecord(
        record.topic(),
        record.kafkaPartition(),
        record.keySchema(),
        record.key(),
        valueSchema,
        value,
        record.timestamp(),
        headers);
  }
}
