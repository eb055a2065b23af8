package dev.frazil.connect;

import dev.frazil.connect.commit.LedgerTable;
import dev.frazil.connect.commit.LedgerView;
import dev.frazil.connect.commit.LowWatermark;
import dev.frazil.connect.config.SinkConfig;
import dev.frazil.tables.ledger.AddedRange;
import dev.frazil.tables.ledger.CommitFacts;
import dev.frazil.tables.ledger.Ledger;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.RangeCounts;
import dev.frazil.tables.ledger.Standing;
import dev.frazil.tables.ledger.StreamKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an operator asks for when the group's offsets are altered through Connect, while no task
 * runs. Back is always allowed: what a table has is skipped. So is any start of a partition that
 * was never read. Forward past what the tables have would lose records, so it is refused, unless
 * that is wanted; then the ledgers name the gap first. May be done again after a failure.
 */
final class OffsetAlteration {
  private static final Logger LOG = LoggerFactory.getLogger(OffsetAlteration.class);
  private static final int ATTEMPTS = 10;

  private final SinkConfig config;
  private final String configHash;
  private final Function<TableIdentifier, LedgerTable> tables;
  private final SourceTopics topics;

  /**
   * An alteration.
   *
   * @param tables opens the tables of the connector
   * @param topics what the broker says
   */
  OffsetAlteration(
      SinkConfig config,
      String configHash,
      Function<TableIdentifier, LedgerTable> tables,
      SourceTopics topics) {
    this.config = config;
    this.configHash = configHash;
    this.tables = tables;
    this.topics = topics;
  }

  /**
   * Checks the new offsets, and commits the gaps they leave.
   *
   * @param offsets the new offset of each partition; null to forget it
   * @throws ConnectException when a table would lose records; nothing was committed then
   */
  void apply(Map<TopicPartition, @Nullable Long> offsets) {
    Map<String, Move> forward = new TreeMap<>();
    offsets.forEach(
        (partition, offset) -> {
          if (offset != null) {
            Move move = new Move(partition, key(partition), table(partition), offset);
            if (skips(move)) {
              forward.put(partition.toString(), move);
            }
          }
        });
    if (!forward.isEmpty() && !config.recovery().allowsSkipping()) {
      Move first = forward.values().iterator().next();
      throw new ConnectException(
          "Cannot move "
              + first.partition
              + " to offset "
              + first.offset
              + ": "
              + first.table
              + " has it up to "
              + standing(first).end()
              + ", what lies between would never be in it (set iceberg.recovery.allow-skipping=true"
              + " to skip it; the table's ledger will name the gap)");
    }
    forward.values().forEach(this::commitGap);
    LOG.info(
        "Offsets of {} are altered: {}", config.connectorName(), new TreeMap<>(shown(offsets)));
  }

  private static Map<String, String> shown(Map<TopicPartition, @Nullable Long> offsets) {
    Map<String, String> shown = new TreeMap<>();
    offsets.forEach((partition, offset) -> shown.put(partition.toString(), "" + offset));
    return shown;
  }

  /** Whether the move leaves out records that neither the table nor the group has passed. */
  private boolean skips(Move move) {
    Standing standing = standing(move);
    GroupOffset committed = topics.groupOffset(move.partition);
    GroupOffset group = committed.isOfAnotherTopic(move.key) ? GroupOffset.NONE : committed;
    boolean wasNeverRead = standing.isNone() && group.offset().isEmpty();
    return !wasNeverRead && move.offset > standing.end() && !group.isAfter(move.offset - 1);
  }

  private Standing standing(Move move) {
    try {
      return tables.apply(move.table).view().ledger().standing(move.key);
    } catch (NoSuchTableException | NoSuchNamespaceException e) {
      return Standing.NONE;
    }
  }

  /** What is committed by now is seen at each attempt, so none is made twice. */
  private void commitGap(Move move) {
    RuntimeException failure = null;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        if (move.offset > standing(move).end()) {
          append(move);
        }
        return;
      } catch (NoSuchTableException | NoSuchNamespaceException e) {
        LOG.info("{} does not exist yet: {} begins at {}", move.table, move.partition, move.offset);
        return;
      } catch (RuntimeException e) {
        LOG.warn("Cannot commit the gap before {}@{}", move.partition, move.offset, e);
        failure = e;
      }
    }
    throw new ConnectException(
        "Cannot move "
            + move.partition
            + " to offset "
            + move.offset
            + ": the gap cannot be committed to "
            + move.table
            + "; ask again",
        failure);
  }

  private void append(Move move) {
    LedgerTable table = tables.apply(move.table);
    LedgerView view = table.view();
    Ledger ledger = view.ledger();
    Standing standing = ledger.standing(move.key);
    LedgerEntry before = standing.entry();
    OffsetRange gap = new OffsetRange(standing.end(), move.offset);
    LedgerEntry base =
        before == null
            ? LedgerEntry.of(gap.start(), gap.start(), LedgerEntry.NO_TIMESTAMP)
            : before;
    Ledger after = ledger.with(Map.of(move.key, base.withGap(gap)));
    CommitFacts facts =
        new CommitFacts(
            UUID.randomUUID().toString(),
            List.of(new AddedRange(move.key, gap, RangeCounts.NONE)),
            configHash,
            LowWatermark.of(after, Set.of(move.key), topics::extents));
    table.append(view, List.of(), after, facts);
    LOG.warn("{} of {} will not be in {}; its ledger says so", gap, move.partition, move.table);
  }

  private StreamKey key(TopicPartition partition) {
    return new StreamKey(topics.id(partition.topic()), partition.topic(), partition.partition());
  }

  private TableIdentifier table(TopicPartition partition) {
    return config.routing().destination().tableFor(partition.topic());
  }

  /** One partition that is to go on at another offset. */
  private record Move(
      TopicPartition partition, StreamKey key, TableIdentifier table, long offset) {}
}
