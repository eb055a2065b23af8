package dev.frazil.connect.assign;

/**
 * Running counts of what became of the records of one partition since it was opened.
 *
 * @param delivered records Connect delivered and this task accepted
 * @param deadLetters of these, rejected
 * @param duplicates of these, dropped as repeated events
 * @param lateDropped of these, dropped as too late
 */
record Tally(long delivered, long deadLetters, long duplicates, long lateDropped) {
  static final Tally NONE = new Tally(0, 0, 0, 0);

  Tally since(Tally earlier) {
    return new Tally(
        delivered - earlier.delivered,
        deadLetters - earlier.deadLetters,
        duplicates - earlier.duplicates,
        lateDropped - earlier.lateDropped);
  }
}
