package dev.frazil.tables.ledger;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What one of our commits says about itself in the summary of its snapshot, beside the ledger.
 *
 * @param commitId a UUID that is new for each commit
 * @param ranges the offsets that the commit accounts for, sorted by stream and start, no offset
 *     twice
 * @param configHash stands for the configuration that was in force; may be empty
 * @param lowWatermark up to which record timestamp the table has what its topics have, in
 *     milliseconds since the epoch, or {@link #NO_WATERMARK}
 * @param replayed rows that were added for records which ranges of earlier commits had passed as
 *     rejected, sorted by stream, no stream twice; not counted in {@link #totals}
 */
public record CommitFacts(
    String commitId,
    List<AddedRange> ranges,
    String configHash,
    long lowWatermark,
    List<ReplayedRows> replayed) {

  /** The low watermark of a commit that knows none. */
  public static final long NO_WATERMARK = -1;

  /** The key, in a snapshot's summary, of the id of the attempt that made it. */
  public static final String COMMIT_ID = "frazil.commit-id";

  /** The key, in a snapshot's summary, of the rows that it replayed; absent if there are none. */
  public static final String REPLAYED = "frazil.replayed";

  /**
   * The key, in the summary of a snapshot of a dead-letter table that is none of our commits, of
   * the number of rows that it has marked as resolved. Its files have the rows of those that it
   * replaces.
   */
  public static final String RESOLVED = "frazil.resolved";

  private static final String REPLAYED_ROWS = "frazil.replayed-rows";
  private static final String RANGES = "frazil.ranges";
  private static final String DELIVERED = "frazil.delivered";
  private static final String ROWS = "frazil.rows";
  private static final String DEAD_LETTERS = "frazil.dead-letters";
  private static final String DUPLICATES = "frazil.duplicates";
  private static final String LATE_DROPPED = "frazil.late-dropped";
  private static final String ELSEWHERE = "frazil.elsewhere";
  private static final String CONFIG_HASH = "frazil.config-hash";
  private static final String LOW_WATERMARK = "frazil.low-watermark";
  private static final String CONNECT_COMMIT_ID = "kafka.connect.commit-id";
  private static final String CONNECT_VALID_THROUGH = "kafka.connect.valid-through-ts";

  private static final Pattern WATERMARK = Pattern.compile("[0-9]{1,18}");

  private static final Comparator<AddedRange> ORDER =
      Comparator.comparing(AddedRange::key).thenComparingLong(added -> added.range().start());

  public CommitFacts {
    if (!isUuid(commitId)) {
      throw new IllegalArgumentException("Invalid commit id: " + commitId + " (expected a UUID)");
    }
    if (lowWatermark < NO_WATERMARK) {
      throw new IllegalArgumentException(
          "Invalid low watermark: " + lowWatermark + " (expected -1 or more)");
    }
    ranges = ranges.stream().sorted(ORDER).toList();
    requireNoOverlap(ranges);
    replayed = replayed.stream().sorted(Comparator.comparing(ReplayedRows::key)).toList();
    requireDistinct(replayed);
  }

  /** Of a commit that replays nothing. */
  public CommitFacts(
      String commitId, List<AddedRange> ranges, String configHash, long lowWatermark) {
    this(commitId, ranges, configHash, lowWatermark, List.of());
  }

  private static boolean isUuid(String text) {
    try {
      return UUID.fromString(text).toString().equals(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void requireNoOverlap(List<AddedRange> sorted) {
    for (int i = 1; i < sorted.size(); i++) {
      AddedRange before = sorted.get(i - 1);
      AddedRange added = sorted.get(i);
      if (added.key().equals(before.key()) && added.range().overlaps(before.range())) {
        throw new IllegalArgumentException(
            "Invalid ranges of "
                + added.key()
                + ": "
                + before.range()
                + " and "
                + added.range()
                + " (expected no offset twice)");
      }
    }
  }

  private static void requireDistinct(List<ReplayedRows> sorted) {
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).key().equals(sorted.get(i - 1).key())) {
        throw new IllegalArgumentException(
            "Invalid replayed rows: " + sorted.get(i).key() + " is there twice");
      }
    }
  }

  /** How many rows were replayed. */
  public long replayedRows() {
    return replayed.stream().mapToLong(ReplayedRows::count).sum();
  }

  /** The counts of all ranges together. */
  public RangeCounts totals() {
    return ranges.stream().map(AddedRange::counts).reduce(RangeCounts.NONE, RangeCounts::plus);
  }

  /**
   * The properties for the summary of the snapshot. The two that other Kafka Connect sinks of
   * Iceberg write are among them; those of the watermark are left out if there is none.
   */
  public Map<String, String> toSummary() {
    RangeCounts totals = totals();
    Map<String, String> summary = new LinkedHashMap<>();
    summary.put(COMMIT_ID, commitId);
    summary.put(RANGES, RangesCodec.encode(ranges));
    summary.put(DELIVERED, Long.toString(totals.delivered()));
    summary.put(ROWS, Long.toString(totals.rows()));
    summary.put(DEAD_LETTERS, Long.toString(totals.deadLetters()));
    summary.put(DUPLICATES, Long.toString(totals.duplicates()));
    summary.put(LATE_DROPPED, Long.toString(totals.lateDropped()));
    summary.put(ELSEWHERE, Long.toString(totals.elsewhere()));
    summary.put(CONFIG_HASH, configHash);
    summary.put(CONNECT_COMMIT_ID, commitId);
    if (!replayed.isEmpty()) {
      summary.put(REPLAYED, ReplayedCodec.encode(replayed));
      summary.put(REPLAYED_ROWS, Long.toString(replayedRows()));
    }
    if (lowWatermark != NO_WATERMARK) {
      summary.put(LOW_WATERMARK, Long.toString(lowWatermark));
      summary.put(
          CONNECT_VALID_THROUGH,
          Instant.ofEpochMilli(lowWatermark).atOffset(ZoneOffset.UTC).toString());
    }
    return Collections.unmodifiableMap(summary);
  }

  /**
   * The facts in {@code summary}; empty if the snapshot is not one of ours.
   *
   * @throws CorruptLedgerException if they are incomplete, malformed or contradict each other
   */
  public static Optional<CommitFacts> read(Map<String, String> summary) {
    String commitId = summary.get(COMMIT_ID);
    if (commitId == null) {
      return Optional.empty();
    }
    List<AddedRange> ranges = RangesCodec.decode(RANGES, required(summary, RANGES));
    String configHash = required(summary, CONFIG_HASH);
    try {
      long watermark = summary.containsKey(LOW_WATERMARK) ? number(summary, LOW_WATERMARK) : -1;
      CommitFacts facts =
          new CommitFacts(commitId, ranges, configHash, watermark, replayed(summary));
      facts.requireTotals(summary);
      return Optional.of(facts);
    } catch (IllegalArgumentException e) {
      throw new CorruptLedgerException("commit facts", String.valueOf(e.getMessage()));
    }
  }

  /** The low watermark in a summary, or {@link #NO_WATERMARK} if there is none that can be read. */
  public static long lowWatermarkIn(Map<String, String> summary) {
    String text = summary.getOrDefault(LOW_WATERMARK, "");
    return WATERMARK.matcher(text).matches() ? Long.parseLong(text) : NO_WATERMARK;
  }

  private static List<ReplayedRows> replayed(Map<String, String> summary) {
    String text = summary.get(REPLAYED);
    return text == null ? List.of() : ReplayedCodec.decode(REPLAYED, text);
  }

  private void requireTotals(Map<String, String> summary) {
    RangeCounts said =
        new RangeCounts(
            number(summary, DELIVERED),
            number(summary, ROWS),
            number(summary, DEAD_LETTERS),
            number(summary, DUPLICATES),
            number(summary, LATE_DROPPED),
            number(summary, ELSEWHERE));
    if (!said.equals(totals())) {
      throw new CorruptLedgerException(
          "commit facts", "the ranges add up to " + totals() + " (expected " + said + ")");
    }
    if (!replayed.isEmpty() && number(summary, REPLAYED_ROWS) != replayedRows()) {
      throw new CorruptLedgerException(
          "commit facts",
          REPLAYED
              + " has "
              + replayedRows()
              + " rows (expected "
              + number(summary, REPLAYED_ROWS)
              + ")");
    }
  }

  private static String required(Map<String, String> summary, String key) {
    String value = summary.get(key);
    if (value == null) {
      throw new CorruptLedgerException("commit facts", key + " is missing");
    }
    return value;
  }

  private static long number(Map<String, String> summary, String key) {
    String value = required(summary, key);
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new CorruptLedgerException(
          "commit facts", key + " is " + value + " (expected a number)");
    }
  }
}
