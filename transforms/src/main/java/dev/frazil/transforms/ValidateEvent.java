package dev.frazil.transforms;

import dev.frazil.transforms.contract.EventOutcome;
import dev.frazil.transforms.contract.EventReader;
import dev.frazil.transforms.contract.EventStruct;
import dev.frazil.transforms.contract.RejectedEvent;
import dev.frazil.transforms.reject.RejectMark;
import dev.frazil.transforms.reject.RejectedRecordException;
import dev.frazil.transforms.reject.Rejection;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
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

  private @Nullable RecordJudge<R> judge;

  @Override
  public void configure(Map<String, ?> props) {
    ValidateEventConfig config = new ValidateEventConfig(props);
    EventReader reader = config.contract().reader(config.maxBytes());
    judge = new RecordJudge<>(config.policy(), (record, value) -> read(reader, record, value));
  }

  @Override
  public @Nullable R apply(R record) {
    RecordJudge<R> configured = judge;
    if (configured == null) {
      throw new IllegalStateException("Cannot validate event: not configured, or closed");
    }
    return configured.apply(record);
  }

  @Override
  public ConfigDef config() {
    return CONFIG_DEF;
  }

  @Override
  public void close() {
    judge = null;
  }

  @Override
  public String version() {
    return FrazilVersion.version();
  }

  private EventOutcome read(EventReader reader, R record, Object value) {
    if (value instanceof byte[] bytes) {
      return reader.read(bytes);
    } else if (value instanceof EventStruct event) {
      return reader.read(event.source(), event.original());
    }
    ConnectValue json = ConnectValue.json(record.valueSchema(), value);
    Rejection unwritable = json.rejection();
    return unwritable == null ? reader.read(json.bytes()) : new RejectedEvent(unwritable);
  }
}
