package dev.frazil.tables.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What a table holds of a stream before more of it is written. Two standings are equal if a range
 * that continues one also continues the other.
 *
 * @param entry what the ledger says of the stream; null if nothing
 * @param unidentified what it says of the same topic and partition from the time before topic ids
 *     were asked for, while nothing is said of any identified topic of that name; the stream goes
 *     on after it
 * @param superseded whether the stream has no topic id and the ledger knows the topic by an id
 */
public record Standing(
    @Nullable LedgerEntry entry, @Nullable LedgerEntry unidentified, boolean superseded) {

  /** Of a stream that the table holds nothing of. */
  public static final Standing NONE = new Standing(null, null, false);

  /** Of a stream with this entry. */
  public static Standing of(@Nullable LedgerEntry entry) {
    return entry == null ? NONE : new Standing(entry, null, false);
  }

  /** The entry that counts; null if the table holds nothing. */
  public @Nullable LedgerEntry held() {
    return entry == null ? unidentified : entry;
  }

  /** The first offset that the table does not account for; 0 if it holds nothing. */
  public long end() {
    LedgerEntry held = held();
    return held == null ? 0 : held.end();
  }

  /** Whether the table holds nothing of the stream. */
  public boolean isNone() {
    return held() == null;
  }

  /** Short, for messages. */
  public String describe() {
    if (superseded) {
      return "under a topic id";
    }
    return isNone() ? "not at all" : "up to offset " + end();
  }
}
