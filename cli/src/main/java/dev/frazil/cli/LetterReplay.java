package dev.frazil.cli;

import dev.frazil.cli.ReplayReport.Action;
import dev.frazil.cli.letters.CannotMarkException;
import dev.frazil.cli.letters.LetterKey;
import dev.frazil.cli.letters.LetterMarks;
import dev.frazil.cli.letters.Resolution;
import dev.frazil.connect.broker.SourceTopics;
import dev.frazil.connect.config.SinkConfig;
import dev.frazil.connect.replay.Letter;
import dev.frazil.connect.replay.Outcome;
import dev.frazil.connect.replay.RecordChain;
import dev.frazil.connect.replay.Replay;
import dev.frazil.connect.replay.ReplayMode;
import dev.frazil.connect.time.TaskTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** One run of a connector's dead letters through its present configuration. One thread. */
final class LetterReplay implements AutoCloseable {
  private final SinkConfig config;
  private final Action action;
  private final RecordChain chain;
  private final SourceTopics topics;
  private final @Nullable LetterSender sender;
  private final ReplayReport report;
  private final Map<Resolution, List<LetterKey>> resolved = new EnumMap<>(Resolution.class);
  private long marked;

  /**
   * A run that no table was read for yet.
   *
   * @param connector its configuration; references are resolved
   * @throws CommandFailure when it is not valid, or a class of it is missing
   */
  LetterReplay(Map<String, String> connector, Action action) {
    this.action = action;
    this.report = new ReplayReport(action);
    try {
      this.config = SinkConfig.of(connector);
      requireBrokers(config, action);
      this.chain = RecordChain.of(connector);
      this.topics = SourceTopics.of(config.kafka());
      this.sender = action == Action.SEND ? new LetterSender(config.kafka().properties()) : null;
    } catch (KafkaException e) {
      throw failure(e);
    }
  }

  private static void requireBrokers(SinkConfig config, Action action) {
    if (action == Action.SEND && !config.kafka().knowsTopicIds()) {
      throw new CommandFailure(
          "Cannot send to topics: connector "
              + config.connectorName()
              + " does not say where the brokers are (expected iceberg.kafka.bootstrap.servers)");
    }
  }

  /**
   * Replays letters of one table, and marks those that are resolved.
   *
   * @param letters gives the letters of the table to whom it is given
   * @throws CommandFailure when it cannot be done; what was resolved until then is marked
   */
  void run(Catalog catalog, TableIdentifier name, Table table, Consumer<Consumer<Letter>> letters) {
    resolved.clear();
    Optional<CommandFailure> failure = replay(catalog, letters);
    try {
      takeSent();
      mark(table, name);
    } catch (CannotMarkException e) {
      failure = failure.or(() -> Optional.of(failure(e)));
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
    if (sender != null) {
      sender.requireNoFailure();
    }
  }

  private Optional<CommandFailure> replay(Catalog catalog, Consumer<Consumer<Letter>> letters) {
    try (Replay replay =
        new Replay(
            config, () -> catalog, topics, chain::pass, mode(), TaskTime.REAL, this::settled)) {
      letters.accept(replay::take);
      replay.settle();
      return Optional.empty();
    } catch (KafkaException e) {
      return Optional.of(failure(e));
    } catch (CommandFailure e) {
      return Optional.of(e);
    }
  }

  private static CommandFailure failure(RuntimeException e) {
    return new CommandFailure(String.valueOf(e.getMessage()), e);
  }

  private ReplayMode mode() {
    return switch (action) {
      case DRY_RUN -> ReplayMode.DRY_RUN;
      case WRITE -> ReplayMode.TO_TABLES;
      case DRY_RUN_TO_TOPIC, SEND -> ReplayMode.TO_TOPIC;
    };
  }

  private void settled(Letter letter, Outcome outcome) {
    report.add(letter, outcome);
    if (outcome instanceof Outcome.AlreadyThere) {
      resolve(letter, Resolution.ALREADY_THERE);
    } else if (outcome instanceof Outcome.Replayed && sender != null) {
      sender.send(letter);
    } else if (outcome instanceof Outcome.Replayed) {
      resolve(letter, Resolution.REPLAYED);
    }
  }

  private void takeSent() {
    if (sender != null) {
      sender.takeAcknowledged().forEach(letter -> resolve(letter, Resolution.SENT_TO_TOPIC));
    }
  }

  private void resolve(Letter letter, Resolution how) {
    if (!action.isDry()) {
      resolved
          .computeIfAbsent(how, any -> new ArrayList<>())
          .add(new LetterKey(letter.stream(), letter.record().offset()));
    }
  }

  private void mark(Table table, TableIdentifier name) {
    LetterMarks marks = new LetterMarks(table, config.ledger(name).branch());
    Instant now = Instant.now();
    resolved.forEach((how, letters) -> marked += marks.mark(letters, how, now));
  }

  ReplayReport report() {
    return report;
  }

  /** How many letters were marked as resolved. */
  long marked() {
    return marked;
  }

  @Override
  public void close() {
    if (sender != null) {
      sender.close();
    }
    topics.close();
    chain.close();
  }
}
