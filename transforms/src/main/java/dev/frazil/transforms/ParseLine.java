package dev.frazil.transforms;

import dev.frazil.transforms.contract.EventOutcome;
import dev.frazil.transforms.contract.RejectedEvent;
import dev.frazil.transforms.line.LineOrigin;
import dev.frazil.transforms.line.LineParser;
import dev.frazil.transforms.reject.RejectMark;
import dev.frazil.transforms.reject.RejectedRecordException;
import dev.frazil.transforms.reject.Rejection;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/**
 * Makes an event of the line of text that each value holds, by rules, and checks it against an
 * event contract. Key, headers, topic, partition and timestamp stay. For sink connectors; each task
 * has its own instance, and one thread uses it.
 *
 * <p>A line that no rule knows, or whose event breaks the contract, is thrown as {@link
 * RejectedRecordException}, or passed on with its value as it came and a {@link RejectMark} in its
 * headers. A record that an earlier transform marked is passed on as it is.
 */
public final class ParseLine<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {
  public static final String OVERVIEW_DOC =
      "Make a typed value of a line of text, by rules (regular expressions with named groups), and"
          + " check it against an event contract (JSON Schema draft 2020-12). The value is bytes"
          + " or text, one line in UTF-8.";

  public static final ConfigDef CONFIG_DEF = ParseLineConfig.DEFINITION;

  private final Clock clock;
  private @Nullable RecordJudge<R> judge;

  public ParseLine() {
    this(Clock.systemUTC());
  }

  ParseLine(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void configure(Map<String, ?> props) {
    ParseLineConfig config = new ParseLineConfig(props);
    LineParser parser = config.parser();
    judge = new RecordJudge<>(config.policy(), (record, value) -> read(parser, record, value));
  }

  /** Throws {@link ConnectException} for a record that was not read from Kafka. */
  @Override
  public @Nullable R apply(R record) {
    RecordJudge<R> configured = judge;
    if (configured == null) {
      throw new IllegalStateException("Cannot parse line: not configured, or closed");
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

  private EventOutcome read(LineParser parser, R record, Object value) {
    KafkaPlace place = KafkaPlace.of(record);
    ConnectValue plain = ConnectValue.plain(value);
    Rejection unwritable = plain.rejection();
    return unwritable == null
        ? parser.parse(plain.bytes(), lineOrigin(place), clock.instant())
        : new RejectedEvent(unwritable);
  }

  private static LineOrigin lineOrigin(KafkaPlace place) {
    Long timestamp = place.timestampMs();
    return new LineOrigin(
        place.topic(),
        place.partition(),
        place.offset(),
        timestamp == null ? LineOrigin.NO_TIMESTAMP : timestamp);
  }
}
