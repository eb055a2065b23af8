package dev.frazil.connect;

import dev.frazil.connect.broker.GroupOffset;
import dev.frazil.connect.broker.SourceTopics;
import dev.frazil.connect.commit.LedgerTable;
import dev.frazil.connect.commit.LedgerView;
import dev.frazil.connect.commit.LowWatermark;
import dev.frazil.connect.config.Destination;
import dev.frazil.connect.config.Destination.ByTopic;
import dev.frazil.connect.config.SinkConfig;
import dev.frazil.tables.TopicTemplate;
import dev.frazil.tables.ledger.AddedRange;
import dev.frazil.tables.ledger.CommitFacts;
import dev.frazil.tables.ledger.Ledger;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.RangeCounts;
import dev.frazil.tables.ledger.Standing;
import dev.frazil.tables.ledger.StreamKey;
import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
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
 * that is wanted; then the ledgers name the gap first. Where records choose their tables nobody can
 * tell what a table lacks that is behind others: only what the group has passed is in all. May be
 * done again after a failure.
 */
final class OffsetAlteration {
  private static final Logger LOG = LoggerFactory.getLogger(OffsetAlteration.class);
  private static final int ATTEMPTS = 10;

  private final SinkConfig config;
  private final String configHash;
  private final Function<TableIdentifier, LedgerTable> tables;
  private final Supplier<List<TableIdentifier>> chosen;
  private final SourceTopics topics;
  private @Nullable List<TableIdentifier> chosenTables;

  /**
   * An alteration.
   *
   * @param tables opens the tables of the connector
   * @param chosen finds those that records have chosen; asked only where records do
   * @param topics what the broker says
   */
  OffsetAlteration(
      SinkConfig config,
      String configHash,
      Function<TableIdentifier, LedgerTable> tables,
      Supplier<List<TableIdentifier>> chosen,
      SourceTopics topics) {
    this.config = config;
    this.configHash = configHash;
    this.tables = tables;
    this.chosen = chosen;
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
            Move move = new Move(partition, key(partition), tables(partition), offset);
            if (skips(move)) {
              forward.put(partition.toString(), move);
            }
          }
        });
    if (!forward.isEmpty() && !config.recovery().allowsSkipping()) {
      Move first = forward.values().iterator().next();
      throw new ConnectException(refusal(first));
    }
    forward.values().forEach(this::commitGaps);
    LOG.info(
        "Offsets of {} are altered: {}", config.connectorName(), new TreeMap<>(shown(offsets)));
  }

  private static Map<String, String> shown(Map<TopicPartition, @Nullable Long> offsets) {
    Map<String, String> shown = new TreeMap<>();
    offsets.forEach((partition, offset) -> shown.put(partition.toString(), "" + offset));
    return shown;
  }

  private String refusal(Move move) {
    return "Cannot move "
        + move.partition
        + " to offset "
        + move.offset
        + ": "
        + move.tables.stream()
            .min(Comparator.comparingLong(table -> standing(table, move.key).end()))
            .map(table -> table + " has it up to " + standing(table, move.key).end())
            .orElse("no table has anything of it")
        + (recordsChoose()
            ? ", what lies between may be missing there"
            : ", what lies between would never be in it")
        + " (set iceberg.recovery.allow-skipping=true to skip it; the table's ledger will name the"
        + " gap)";
  }

  /** Whether the move leaves out records that neither the tables nor the group have passed. */
  private boolean skips(Move move) {
    LongSummaryStatistics ends = new LongSummaryStatistics();
    boolean isKnown = false;
    for (TableIdentifier table : move.tables) {
      Standing standing = standing(table, move.key);
      isKnown |= !standing.isNone();
      ends.accept(standing.end());
    }
    GroupOffset committed = topics.groupOffset(move.partition);
    GroupOffset group = committed.isOfAnotherTopic(move.key) ? GroupOffset.NONE : committed;
    boolean wasNeverRead = !isKnown && group.offset().isEmpty();
    return !wasNeverRead && move.offset > passed(ends, group) && !group.isAfter(move.offset - 1);
  }

  /** Up to where all tables have what they are to have, as far as their ledgers tell. */
  private long passed(LongSummaryStatistics ends, GroupOffset group) {
    if (!recordsChoose()) {
      return ends.getMin();
    }
    return group.offset().isPresent() ? 0 : ends.getMax();
  }

  private boolean recordsChoose() {
    return config.routing().recordsChoose();
  }

  private Standing standing(TableIdentifier table, StreamKey key) {
    try {
      return tables.apply(table).view().ledger().standing(key);
    } catch (NoSuchTableException | NoSuchNamespaceException e) {
      return Standing.NONE;
    }
  }

  /**
   * Names the gap in all tables that the records would have gone to, and in that of their dead
   * letters, which need not have anything to say of what the others have.
   */
  private void commitGaps(Move move) {
    TopicTemplate template = config.deadLetters().tables();
    if (template != null) {
      long from =
          move.tables.stream().mapToLong(table -> standing(table, move.key).end()).min().orElse(0);
      commitGap(move, template.tableFor(move.partition.topic()), from);
    }
    move.tables.forEach(table -> commitGap(move, table, 0));
  }

  /** What is committed by now is seen at each attempt, so none is made twice. */
  private void commitGap(Move move, TableIdentifier table, long from) {
    RuntimeException failure = null;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        if (move.offset > Math.max(standing(table, move.key).end(), from)) {
          append(move, table, from);
        }
        return;
      } catch (NoSuchTableException | NoSuchNamespaceException e) {
        LOG.info("{} does not exist yet: {} begins at {}", table, move.partition, move.offset);
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
            + table
            + "; ask again",
        failure);
  }

  private void append(Move move, TableIdentifier name, long from) {
    LedgerTable table = tables.apply(name);
    LedgerView view = table.view();
    Ledger ledger = view.ledger();
    Standing standing = ledger.standing(move.key);
    LedgerEntry before = standing.entry();
    OffsetRange gap = new OffsetRange(Math.max(standing.end(), from), move.offset);
    LedgerEntry base =
        before == null
            ? LedgerEntry.of(gap.start(), gap.start(), LedgerEntry.NO_TIMESTAMP)
            : before.advancedTo(gap.start(), LedgerEntry.NO_TIMESTAMP);
    Ledger after = ledger.with(Map.of(move.key, base.withGap(gap)));
    OffsetRange added = new OffsetRange(Math.max(standing.end(), base.base()), move.offset);
    CommitFacts facts =
        new CommitFacts(
            UUID.randomUUID().toString(),
            List.of(new AddedRange(move.key, added, RangeCounts.NONE)),
            configHash,
            LowWatermark.of(after, Set.of(move.key), topics::extents));
    table.append(view, List.of(), after, facts);
    LOG.warn("{} of {} will not be in {}; its ledger says so", gap, move.partition, name);
  }

  private StreamKey key(TopicPartition partition) {
    return new StreamKey(topics.id(partition.topic()), partition.topic(), partition.partition());
  }

  /** The tables that the partition's records go to; of chosen ones those that hold some. */
  private List<TableIdentifier> tables(TopicPartition partition) {
    Destination destination = config.routing().destination();
    List<TableIdentifier> listed = Destination.listed(destination).orElse(List.of());
    if (!listed.isEmpty()) {
      return listed;
    }
    if (recordsChoose()) {
      StreamKey key = key(partition);
      return chosenTables().stream().filter(table -> !standing(table, key).isNone()).toList();
    }
    return List.of(((ByTopic) destination).tableFor(partition.topic()));
  }

  private List<TableIdentifier> chosenTables() {
    if (chosenTables == null) {
      chosenTables = chosen.get();
    }
    return chosenTables;
  }

  /** One partition that is to go on at another offset. */
  private record Move(
      TopicPartition partition, StreamKey key, List<TableIdentifier> tables, long offset) {}
}
