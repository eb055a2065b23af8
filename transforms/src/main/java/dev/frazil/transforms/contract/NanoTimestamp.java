package dev.frazil.transforms.contract;

import java.time.Instant;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * An instant as nanoseconds since 1970-01-01T00:00:00Z in an INT64, from the year 1677 to 2262: the
 * unit of Iceberg's {@code timestamptz_ns}, which format version 3 has.
 */
public final class NanoTimestamp {
  /** The name of the schema. */
  public static final String LOGICAL_NAME = "dev.frazil.NanoTimestamp";

  private static final Schema REQUIRED = builder().build();
  private static final Schema OPTIONAL = builder().optional().build();

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private NanoTimestamp() {}

  static SchemaBuilder builder() {
    return SchemaBuilder.int64().name(LOGICAL_NAME).version(1);
  }

  /** The schema of a field that always has a value. */
  public static Schema schema() {
    return REQUIRED;
  }

  /** The schema of a field that may be null. */
  public static Schema optionalSchema() {
    return OPTIONAL;
  }

  /** The instant that is this many nanoseconds after the epoch. */
  public static Instant toInstant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
  }
}
