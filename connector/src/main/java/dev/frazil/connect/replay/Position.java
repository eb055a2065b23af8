package dev.frazil.connect.replay;

import dev.frazil.tables.ledger.StreamKey;

/** Where a record lies by a table's ledger. */
sealed interface Position {

  /** The sink never writes it any more, so that it may be replayed. */
  sealed interface Behind extends Position {
    /** Under which the table has the stream; that is what the row says. */
    StreamKey key();
  }

  /**
   * The ledger has passed it.
   *
   * @param key under which the ledger has the stream
   */
  record Passed(StreamKey key) implements Behind {}

  /**
   * The table has never held anything of the stream, and the connector's group has passed it.
   *
   * @param end the group's offset
   */
  record PassedByGroup(StreamKey key, long end) implements Behind {}

  /**
   * The sink may still write it.
   *
   * @param why for people
   */
  record Ahead(String why) implements Position {}
}
