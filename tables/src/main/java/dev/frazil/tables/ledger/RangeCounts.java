package dev.frazil.tables.ledger;

/**
 * What became of the records that were delivered in a range of offsets. The parts add up to the
 * records delivered.
 *
 * @param delivered records that reached the connector
 * @param rows written to the table
 * @param deadLetters rejected
 * @param duplicates dropped because their key was there already
 * @param lateDropped dropped because they came too late
 * @param elsewhere routed to another table
 */
public record RangeCounts(
    long delivered,
    long rows,
    long deadLetters,
    long duplicates,
    long lateDropped,
    long elsewhere) {

  /** No record at all. */
  public static final RangeCounts NONE = new RangeCounts(0, 0, 0, 0, 0, 0);

  public RangeCounts {
    if (delivered < 0
        || rows < 0
        || deadLetters < 0
        || duplicates < 0
        || lateDropped < 0
        || elsewhere < 0
        || delivered != rows + deadLetters + duplicates + lateDropped + elsewhere) {
      throw new IllegalArgumentException(
          "Invalid counts: %d delivered (expected %d rows + %d dead letters + %d duplicates + %d late + %d elsewhere, none negative)"
              .formatted(delivered, rows, deadLetters, duplicates, lateDropped, elsewhere));
    }
  }

  /** The sum of both. */
  public RangeCounts plus(RangeCounts other) {
    return new RangeCounts(
        delivered + other.delivered,
        rows + other.rows,
        deadLetters + other.deadLetters,
        duplicates + other.duplicates,
        lateDropped + other.lateDropped,
        elsewhere + other.elsewhere);
  }
}
