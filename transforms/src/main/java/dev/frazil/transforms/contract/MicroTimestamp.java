package dev.frazil.transforms.contract;

import java.time.Instant;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * The logical type of an instant in Connect data: an INT64 of microseconds since
 * 1970-01-01T00:00:00Z, under a schema named {@value #LOGICAL_NAME}.
 */
public final class MicroTimestamp {
  /** The name of the schema. */
  public static final String LOGICAL_NAME = "dev.frazil.MicroTimestamp";

  private static final Schema REQUIRED = builder().build();
  private static final Schema OPTIONAL = builder().optional().build();

  private static final long MICROS_PER_SECOND = 1_000_000L;

  private MicroTimestamp() {}

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

  /** The instant that is this many microseconds after the epoch. */
  public static Instant toInstant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS_PER_SECOND),
        Math.floorMod(micros, MICROS_PER_SECOND) * 1_000L);
  }
}
