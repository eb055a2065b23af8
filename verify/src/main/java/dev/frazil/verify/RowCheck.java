package dev.frazil.verify;

/** Whether rows are compared with the ledger. */
public enum RowCheck {
  /** Each row was. */
  COMPARED,
  /** None was: the table does not say which Kafka record a row came from. */
  NO_KAFKA_COLUMNS
}
