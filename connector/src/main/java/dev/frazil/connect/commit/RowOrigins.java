package dev.frazil.connect.commit;

/** Whether a table's rows tell which Kafka record they come from. */
public enum RowOrigins {
  /** In the Kafka columns, where the table has them. */
  KAFKA_COLUMNS,
  /** They do not: columns of these names are somebody else's. */
  UNKNOWN
}
