package dev.frazil.chaos;

import dev.frazil.chaos.Truth.Destiny;
import dev.frazil.cli.events.BadKind;
import dev.frazil.cli.events.EventMix;
import dev.frazil.cli.events.EventStream;
import dev.frazil.cli.events.MovieTopic;
import dev.frazil.local.ConnectorStatus;
import dev.frazil.local.TopicSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What happens once in a run, each to a topic, a connector and a table of its own, so that what
 * must come of it is known: the steps wait for each other. For one thread.
 */
final class Stories {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int BATCH = 300;
  private static final String ON_LOST_OFFSETS = "iceberg.recovery.on-lost-offsets";
  private static final EventMix GOOD_VIEWS =
      new EventMix(
          Set.of(MovieTopic.VIEWS), Set.<BadKind>of(), 0, 0.01, 0.05, 0, Duration.ofMillis(1));

  private final Stage stage;
  private final EventProducer producer;
  private final SilverTables silver;
  private final Journal journal;
  private final TopicLog log;
  private final Map<String, String> config;
  private final EventStream events;
  private final List<Deployment> living = new ArrayList<>();

  Stories(
      Stage stage,
      Path home,
      EventProducer producer,
      SilverTables silver,
      Journal journal,
      ChaosPlan plan) {
    this.stage = stage;
    this.producer = producer;
    this.silver = silver;
    this.journal = journal;
    this.log = new TopicLog(stage);
    this.config = viewsOnly(plan.contender().movies(home));
    this.events = EventStream.of(GOOD_VIEWS, ~plan.seed(), Instant.now());
  }

  /** A table that is dropped is made again; what is sent from then on is in it. */
  String dropTable() {
    String topic = "views_drop";
    begin(topic, 2);
    send(topic, Destiny.ROW_OR_NOTHING);
    awaitRows(topic, BATCH);
    send(topic, Destiny.ROW_OR_NOTHING);
    silver.drop(topic);
    send(topic, Destiny.ROW);
    return topic + ", and sent to again";
  }

  /** A table that is replaced by an empty one has what is sent from then on. */
  String replaceTable() {
    String topic = "views_replaced";
    begin(topic, 2);
    send(topic, Destiny.ROW_OR_NOTHING);
    awaitRows(topic, BATCH);
    silver.replace(topic);
    send(topic, Destiny.ROW);
    return topic + ", and sent to again";
  }

  /** A topic that is deleted and made again is another one, read from its start. */
  String recreateTopic() {
    String topic = "views_again";
    begin(topic, 2);
    send(topic, Destiny.ROW);
    awaitRows(topic, BATCH);
    log.delete(topic);
    stage.createTopics(List.of(new TopicSpec(topic, 2, Map.of())));
    send(topic, Destiny.ROW);
    awaitRows(topic, 2 * BATCH);
    return topic + ", and sent to again";
  }

  /**
   * Retention overtakes a connector: it stops, and goes on when it is told to live with the gap.
   */
  String retention() {
    String topic = "views_short";
    Deployment connector = begin(topic, 1);
    connector.set(ON_LOST_OFFSETS, "fail");
    send(topic, Destiny.ROW);
    awaitRows(topic, BATCH);
    connector.stop();
    send(topic, Destiny.ROW_OR_NOTHING);
    log.deleteRecords(topic);
    send(topic, Destiny.ROW);
    stage.rest().resume(connector.name());
    awaitFailure(connector, "retention has removed records that its table does not have");
    connector.set(ON_LOST_OFFSETS, "continue");
    stage.rest().restart(connector.name());
    awaitRows(topic, 2 * BATCH);
    return topic + " lost " + BATCH + " records, its connector stopped and went on with a gap";
  }

  /** A log that is shorter than what its table has of it stops the connector. */
  String truncate() {
    String topic = "views_cut";
    Deployment connector = begin(topic, 1);
    send(topic, Destiny.ROW);
    awaitRows(topic, BATCH);
    log.save(topic);
    send(topic, Destiny.ROW);
    awaitRows(topic, 2 * BATCH);
    connector.stop();
    log.restore(topic);
    stage.rest().resume(connector.name());
    awaitFailure(connector, "its log is shorter than what its table has of it");
    connector.delete();
    living.remove(connector);
    return topic + " is back to " + BATCH + " records, its connector stopped";
  }

  /** Sees to it that the connectors of the stories run that should. */
  void settle(Duration longest) {
    for (Deployment connector : living) {
      if (!connector.bringUp(longest)) {
        journal.finding(
            "the connector of a story does not come up again: "
                + stage.rest().status(connector.name()));
      }
    }
  }

  private Deployment begin(String topic, int partitions) {
    stage.createTopics(List.of(new TopicSpec(topic, partitions, Map.of())));
    Map<String, String> own = new TreeMap<>(config);
    own.put("topics", topic);
    Deployment connector = new Deployment(stage, topic, partitions, own);
    connector.deploy();
    living.add(connector);
    return connector;
  }

  private void send(String topic, Destiny destiny) {
    producer.sendAll(events, topic, BATCH, destiny);
  }

  private void awaitRows(String topic, int count) {
    if (!Wait.until(PATIENCE, () -> silver.rows(topic) >= count)) {
      journal.finding(
          "%s has %d rows, not %d, after %d s"
              .formatted(topic, silver.rows(topic), count, PATIENCE.toSeconds()));
    }
  }

  private void awaitFailure(Deployment connector, String because) {
    if (!Wait.until(PATIENCE, () -> isFailed(connector))) {
      journal.finding("the task of " + connector.name() + " does not stop, although " + because);
    }
  }

  private boolean isFailed(Deployment connector) {
    List<ConnectorStatus.Task> tasks = stage.rest().status(connector.name()).tasks();
    List<ConnectorStatus.Task> failed =
        tasks.stream().filter(task -> task.state().equals("FAILED")).toList();
    if (!failed.isEmpty()) {
      journal.say(
          connector.name() + " stopped, as it must: " + Journal.messages(failed.get(0).trace()));
    }
    return !failed.isEmpty();
  }

  private static Map<String, String> viewsOnly(Map<String, String> movies) {
    Map<String, String> views = new TreeMap<>(movies);
    views.keySet().removeIf(key -> key.startsWith("transforms") || key.startsWith("predicates"));
    views.put("transforms", "validate");
    views.put("transforms.validate.type", "dev.frazil.transforms.ValidateEvent");
    views.put("transforms.validate.contract", "${dir:config/contracts:events_views.json}");
    views.put("transforms.validate.on.reject", "mark");
    return views;
  }
}
