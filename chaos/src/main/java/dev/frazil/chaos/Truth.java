package dev.frazil.chaos;

import java.util.Optional;

/**
 * One event that Kafka has acknowledged, and what has to become of it.
 *
 * @param id the event's id, of this event alone
 * @param topic where it was sent
 * @param partition where it went
 * @param offset where it went
 * @param payload a checksum of its value
 * @param row a checksum of the row that it has to be; of no meaning for a dead letter
 * @param fate where it must be
 * @param reason the reject reason of a dead letter; empty means any
 */
record Truth(
    String id,
    String topic,
    int partition,
    long offset,
    long payload,
    long row,
    Destiny fate,
    String reason) {

  /** Where an event must be. */
  enum Destiny {
    /** In the silver table of its topic, once. */
    ROW,
    /** In the silver table at most once: the table, the topic or the log was taken away. */
    ROW_OR_NOTHING,
    /** Where the contender's dead letters have to be. */
    LETTER
  }

  String origin() {
    return topic + "-" + partition + "@" + offset;
  }

  Truth as(Destiny destiny) {
    return new Truth(id, topic, partition, offset, payload, row, destiny, reason);
  }

  String line() {
    return String.join(
        "\t",
        id,
        topic,
        String.valueOf(partition),
        String.valueOf(offset),
        Long.toHexString(payload),
        Long.toHexString(row),
        fate.name(),
        reason);
  }

  static Optional<Truth> parse(String line) {
    String[] parts = line.split("\t", -1);
    return parts.length != 8
        ? Optional.empty()
        : Optional.of(
            new Truth(
                parts[0],
                parts[1],
                Integer.parseInt(parts[2]),
                Long.parseLong(parts[3]),
                Long.parseUnsignedLong(parts[4], 16),
                Long.parseUnsignedLong(parts[5], 16),
                Destiny.valueOf(parts[6]),
                parts[7]));
  }
}
