package dev.frazil.transforms;

import dev.frazil.transforms.contract.MicroTimestamp;
import dev.frazil.transforms.contract.NanoTimestamp;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** The schema names that make dates and times out of Connect's numbers and dates. */
public enum LogicalTime {
  CONNECT_DATE("org.apache.kafka.connect.data.Date", Kind.DATE, LogicalTime.MILLI),
  CONNECT_TIME("org.apache.kafka.connect.data.Time", Kind.TIME, LogicalTime.MILLI),
  CONNECT_TIMESTAMP("org.apache.kafka.connect.data.Timestamp", Kind.INSTANT, LogicalTime.MILLI),
  FRAZIL_MICRO_TIMESTAMP(MicroTimestamp.LOGICAL_NAME, Kind.INSTANT, LogicalTime.MICRO),
  FRAZIL_NANO_TIMESTAMP(NanoTimestamp.LOGICAL_NAME, Kind.INSTANT, LogicalTime.NANO),
  DEBEZIUM_DATE("io.debezium.time.Date", Kind.DATE, LogicalTime.DAY),
  DEBEZIUM_TIME("io.debezium.time.Time", Kind.TIME, LogicalTime.MILLI),
  DEBEZIUM_MICRO_TIME("io.debezium.time.MicroTime", Kind.TIME, LogicalTime.MICRO),
  DEBEZIUM_NANO_TIME("io.debezium.time.NanoTime", Kind.TIME, LogicalTime.NANO),
  DEBEZIUM_TIMESTAMP("io.debezium.time.Timestamp", Kind.LOCAL, LogicalTime.MILLI),
  DEBEZIUM_MICRO_TIMESTAMP("io.debezium.time.MicroTimestamp", Kind.LOCAL, LogicalTime.MICRO),
  DEBEZIUM_NANO_TIMESTAMP("io.debezium.time.NanoTimestamp", Kind.LOCAL, LogicalTime.NANO),
  DEBEZIUM_ZONED_TIMESTAMP("io.debezium.time.ZonedTimestamp", Kind.ZONED_TEXT, LogicalTime.NANO);

  /** What a logical time is a time of. */
  public enum Kind {
    DATE,
    TIME,
    /** A point in time. */
    INSTANT,
    /** A date and a time of day without a zone, counted as if in UTC. */
    LOCAL,
    /** A point in time written as ISO 8601 text. */
    ZONED_TEXT
  }

  /** Nanoseconds in a unit. */
  public static final long NANO = 1;

  public static final long MICRO = 1_000;
  public static final long MILLI = 1_000_000;
  public static final long DAY = 86_400_000_000_000L;

  private static final Map<String, LogicalTime> BY_NAME = new HashMap<>();

  static {
    for (LogicalTime time : values()) {
      BY_NAME.put(time.schemaName, time);
    }
  }

  private final String schemaName;
  private final Kind kind;
  private final long nanosPerUnit;

  LogicalTime(String schemaName, Kind kind, long nanosPerUnit) {
    this.schemaName = schemaName;
    this.kind = kind;
    this.nanosPerUnit = nanosPerUnit;
  }

  /** The logical time that the schema's name stands for, if any. */
  public static @Nullable LogicalTime of(@Nullable Schema schema) {
    return schema == null || schema.name() == null ? null : BY_NAME.get(schema.name());
  }

  /** What it is a time of. */
  public Kind kind() {
    return kind;
  }

  /** The unit of the numbers, in nanoseconds. */
  public long nanosPerUnit() {
    return nanosPerUnit;
  }

  /** Whether it is a date and a time of day. */
  public boolean isTimestamp() {
    return switch (kind) {
      case INSTANT, LOCAL, ZONED_TEXT -> true;
      case DATE, TIME -> false;
    };
  }

  /** Whether Connect hands the values over as java.util.Date. */
  public boolean isConnectsOwn() {
    return this == CONNECT_DATE || this == CONNECT_TIME || this == CONNECT_TIMESTAMP;
  }
}
