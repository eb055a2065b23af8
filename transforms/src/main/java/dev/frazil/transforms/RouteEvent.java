package dev.frazil.transforms;

import dev.frazil.transforms.reject.RejectMark;
import dev.frazil.transforms.reject.RejectedRecordException;
import dev.frazil.transforms.reject.Rejection;
import dev.frazil.transforms.route.Route;
import dev.frazil.transforms.route.Routed;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/**
 * Gives each record the topic that a field, a header or its topic leads to; a sink that names
 * tables by topic writes it to that table. The rest of the record stays, and a sink still sees
 * where it was read from. Each task has its own instance, and one thread uses it.
 *
 * <p>A record that leads nowhere is thrown as {@link RejectedRecordException}, or passed on under
 * its own topic with a {@link RejectMark} in its headers. A record that its converter or an earlier
 * transform marked is passed on as it is.
 */
public final class RouteEvent<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {
  public static final String OVERVIEW_DOC =
      "Set the topic, and so the table, by a field of the value, by a header, or by a pattern on"
          + " one of these or on the topic. Records that lead to no allowed topic are rejected.";

  public static final ConfigDef CONFIG_DEF = RouteEventConfig.DEFINITION;

  private @Nullable Route<String> route;
  private boolean marks;

  @Override
  public void configure(Map<String, ?> props) {
    RouteEventConfig config = new RouteEventConfig(props);
    route = config.route();
    marks = config.marks();
  }

  @Override
  public R apply(R record) {
    Route<String> configured = route;
    if (configured == null) {
      throw new IllegalStateException("Cannot route event: not configured, or closed");
    }
    Headers headers = RejectMark.strip(record.headers());
    if (RejectMark.isMarked(record)) {
      return with(record, record.topic(), headers);
    }
    Routed<String> routed = configured.of(record);
    if (routed instanceof Routed.To<String> to) {
      return with(record, to.destination(), headers);
    }
    return reject(record, headers, ((Routed.Nowhere<String>) routed).rejection());
  }

  @Override
  public ConfigDef config() {
    return CONFIG_DEF;
  }

  @Override
  public void close() {
    route = null;
  }

  @Override
  public String version() {
    return FrazilVersion.version();
  }

  private R reject(R record, Headers headers, Rejection rejection) {
    if (!marks) {
      throw new RejectedRecordException(rejection);
    }
    return with(record, record.topic(), RejectMark.mark(headers, rejection));
  }

  private R with(R record, String topic, Headers headers) {
    return record.newRecord(
        topic,
        record.kafkaPartition(),
        record.keySchema(),
        record.key(),
        record.valueSchema(),
        record.value(),
        record.timestamp(),
        headers);
  }
}
