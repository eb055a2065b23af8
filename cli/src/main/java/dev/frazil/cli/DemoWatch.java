package dev.frazil.cli;

import dev.frazil.cli.events.MovieTopic;
import dev.frazil.local.ConnectRest;
import dev.frazil.local.LocalStack;
import dev.frazil.local.Topics;
import java.time.Duration;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.kafka.common.TopicPartition;

/**
 * Watches events arrive: in the tables, in the dead-letter topic, in the connector's offsets. Not
 * thread-safe.
 */
final class DemoWatch implements AutoCloseable {
  private static final String DEAD_LETTER_TOPIC_KEY = "errors.deadletterqueue.topic.name";
  private static final Duration REDRAW = Duration.ofMillis(250);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(60);

  private final LocalStack stack;
  private final Topics topics;
  private final ConnectRest connect;
  private final String connector;
  private final Lake lake;
  private final DeadLetterTopic deadLetters;
  private DemoProgress progress = new DemoProgress(0, 0, Map.of(), 0, 0);

  private DemoWatch(
      LocalStack stack, Topics topics, String connector, Lake lake, DeadLetterTopic deadLetters) {
    this.stack = stack;
    this.topics = topics;
    this.connect = stack.connect();
    this.connector = connector;
    this.lake = lake;
    this.deadLetters = deadLetters;
  }

  static DemoWatch over(LocalStack stack, Topics topics, ConnectorFile connector) {
    String deadLetterTopic = connector.config().getOrDefault(DEAD_LETTER_TOPIC_KEY, "");
    return new DemoWatch(
        stack,
        topics,
        connector.name(),
        Lake.open(stack.endpoints()),
        new DeadLetterTopic(stack.endpoints().bootstrapServers(), deadLetterTopic));
  }

  Lake lake() {
    return lake;
  }

  /** What was seen last. */
  DemoProgress progress() {
    return progress;
  }

  /**
   * Draws the progress until everything that was produced is a row or a dead letter.
   *
   * @throws CommandFailure if a part or a task ends, or nothing arrives for a minute
   */
  void untilAllArrived(Production production, EventSender sender, Screen screen) {
    long lastLook = System.nanoTime() - LOOK.toNanos();
    long lastArrival = System.nanoTime();
    boolean done = false;
    while (!done) {
      deadLetters.poll(REDRAW);
      boolean allSent = production.isDone();
      if (System.nanoTime() - lastLook >= LOOK.toNanos()) {
        lastLook = System.nanoTime();
        long before = progress.silver();
        requireHealth();
        progress = look(sender);
        lastArrival = progress.silver() > before ? System.nanoTime() : lastArrival;
        done = allSent && progress.pending() <= 0 && progress.lag() == 0;
      } else {
        progress = redrawn(sender.acknowledged());
      }
      screen.status(progress.render(screen.width()));
      requireArrivals(lastArrival);
    }
    screen.settle(progress.render(screen.width()));
  }

  @Override
  public void close() {
    deadLetters.close();
    lake.close();
  }

  private DemoProgress look(EventSender sender) {
    long committed = committed();
    long rows = 0;
    long commits = 0;
    for (MovieTopic topic : MovieTopic.values()) {
      Table table = lake.table(tableOf(topic)).orElse(null);
      if (table != null) {
        rows += Lake.rows(table);
        commits += Lake.snapshotCount(table);
      }
    }
    return new DemoProgress(sender.acknowledged(), rows, deadLetters.reasons(), commits, committed);
  }

  private DemoProgress redrawn(long produced) {
    return new DemoProgress(
        produced,
        progress.silver(),
        deadLetters.reasons(),
        progress.commits(),
        progress.committed());
  }

  /** Records that the connector's group has committed: all topics of the demo begin at 0. */
  private long committed() {
    Map<TopicPartition, Long> offsets = topics.committed("connect-" + connector);
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }

  private void requireHealth() {
    stack.requireAlive();
    Deployment.requireNoFailure(connect.status(connector));
  }

  private void requireArrivals(long lastArrival) {
    if (System.nanoTime() - lastArrival > LONGEST_STANDSTILL.toNanos()) {
      throw new CommandFailure(
          "Cannot go on: nothing arrived in silver for "
              + LONGEST_STANDSTILL.toSeconds()
              + " s (worker's log: "
              + Home.shown(stack.endpoints().logs().resolve("connect.log"))
              + ")");
    }
  }

  static String tableOf(MovieTopic topic) {
    return "silver." + topic.topic();
  }
}
