package dev.frazil.transforms.contract;

import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * An instant as nanoseconds since 1970-01-01T00:00:00Z in an INT64, from the year 1677 to 2262: the
 * unit of Iceberg's {@code timestamptz_ns}, which format version 3 has.
 */
public final class NanoTimestamp {
  /** The name of the schema. */
  public static final String LOGICAL_NAME = "dev.frazil.NanoTimestamp";

  private NanoTimestamp() {}

  static SchemaBuilder builder() {
    return SchemaBuilder.int64().name(LOGICAL_NAME).version(1);
  }
}
