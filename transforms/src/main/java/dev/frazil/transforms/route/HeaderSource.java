package dev.frazil.transforms.route;

import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.header.Header;
import org.jspecify.annotations.Nullable;

/** The last header of a name. */
record HeaderSource(String name) implements RouteSource {

  @Override
  public @Nullable String text(ConnectRecord<?> record) {
    return RouteText.ofBytesToo(value(record));
  }

  @Override
  public Rejection absence(ConnectRecord<?> record) {
    Header header = record.headers().lastWithName(name);
    Object value = value(record);
    String why;
    if (value == null) {
      why = header == null ? "it is missing" : "it is null";
    } else {
      why = RouteText.objectionTo(value);
    }
    return new Rejection(RejectReason.UNROUTABLE, path(), "Cannot route by " + this + ": " + why);
  }

  @Override
  public String path() {
    return "$";
  }

  @Override
  public String toString() {
    return "header " + name;
  }

  private @Nullable Object value(ConnectRecord<?> record) {
    Header header = record.headers().lastWithName(name);
    return header == null ? null : header.value();
  }
}
