package dev.frazil.transforms;

import dev.frazil.transforms.contract.EventOutcome;
import dev.frazil.transforms.contract.RejectedEvent;
import dev.frazil.transforms.reject.RejectMark;
import dev.frazil.transforms.reject.RejectedRecordException;
import dev.frazil.transforms.reject.Rejection;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/**
 * Puts the value of each record, as it is, into a typed value with the place that it was read from
 * and the time that it was taken. Key, headers, topic, partition and timestamp stay. For sink
 * connectors; each task has its own instance, and one thread uses it.
 *
 * <p>A value that is no UTF-8 is thrown as {@link RejectedRecordException}, or passed on as it came
 * with a {@link RejectMark} in the headers: no text has its bytes. A record that an earlier
 * transform marked is passed on as it is.
 */
public final class WrapRaw<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {
  public static final String OVERVIEW_DOC =
      "Put the value as it is, text in UTF-8, into a typed value of _raw_value, _kafka_partition,"
          + " _kafka_offset, _kafka_timestamp, _ingested_at and _ingestion_date.";

  public static final ConfigDef CONFIG_DEF = WrapRawConfig.DEFINITION;

  /** The schema of all values. */
  public static final Schema SCHEMA = RawEvent.SCHEMA;

  private final Clock clock;
  private @Nullable RecordJudge<R> judge;

  public WrapRaw() {
    this(Clock.systemUTC());
  }

  WrapRaw(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void configure(Map<String, ?> props) {
    WrapRawConfig config = new WrapRawConfig(props);
    int maxBytes = config.maxBytes();
    judge = new RecordJudge<>(config.policy(), (record, value) -> wrap(maxBytes, record, value));
  }

  /** Throws {@link ConnectException} for a record that was not read from Kafka. */
  @Override
  public @Nullable R apply(R record) {
    RecordJudge<R> configured = judge;
    if (configured == null) {
      throw new IllegalStateException("Cannot wrap value: not configured, or closed");
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

  private EventOutcome wrap(int maxBytes, R record, Object value) {
    KafkaPlace place = KafkaPlace.of(record);
    ConnectValue plain = ConnectValue.plain(value);
    Rejection unwritable = plain.rejection();
    return unwritable == null
        ? RawEvent.of(plain.bytes(), maxBytes, place, clock.instant())
        : new RejectedEvent(unwritable);
  }
}
