package dev.frazil.transforms.route;

import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.jspecify.annotations.Nullable;

/** The topic of a record. */
enum TopicSource implements RouteSource {
  /** As the transforms before have named it. */
  TOPIC;

  @Override
  public @Nullable String text(ConnectRecord<?> record) {
    return record.topic();
  }

  @Override
  public Rejection absence(ConnectRecord<?> record) {
    return new Rejection(RejectReason.UNROUTABLE, path(), "Cannot route by topic: it has no name");
  }

  @Override
  public String path() {
    return "$";
  }

  @Override
  public String toString() {
    return "topic";
  }
}
