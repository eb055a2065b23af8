package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.connect.deadletter.RecordingReporter;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

/**
 * Two topics whose names lead to one table. Two sinks are two workers, or two connectors: they
 * share nothing but the catalog.
 */
class CollisionTest extends SinkScenario {
  private static final TopicPartition DOTTED = new TopicPartition("a.b", 0);
  private static final TopicPartition SCORED = new TopicPartition("a_b", 0);
  private static final TopicPartition SCORED_TOO = new TopicPartition("a_b", 1);
  private static final TableIdentifier MEETING = TableIdentifier.of("silver", "a_b");
  private static final String NOT_SCORED =
      "reason=unroutable path=$ v=1: Cannot route topic a_b to table silver.a_b: it belongs to"
          + " topic a.b (set iceberg.tables.topic-collisions=allow, or the table's property"
          + " frazil.topic)";
  private static final String NOT_DOTTED =
      "reason=unroutable path=$ v=1: Cannot route topic a.b to table silver.a_b: it belongs to"
          + " topic a_b (set iceberg.tables.topic-collisions=allow, or the table's property"
          + " frazil.topic)";

  private final StoredTable meeting = new StoredTable(catalog, MEETING);

  /** Another worker, with all there is for the partitions. */
  private TestingWorker consumed(TestingSink on, TopicPartition... partitions) {
    TestingWorker worker = worker(on);
    worker.assign(partitions);
    consume(worker);
    return worker;
  }

  private List<String> deadLetters() {
    List<String> letters = new ArrayList<>();
    for (RecordingReporter.Report report : reporter.reports()) {
      letters.add(
          ((Struct) report.record().value()).getInt64("id") + " " + report.error().getMessage());
    }
    return letters;
  }

  private void produce() {
    topics.produce(DOTTED, 1, 2);
    topics.produce(SCORED, 11, 12);
  }

  private void belongTo(String topic) {
    meeting.table().updateProperties().set("frazil.topic", topic).commit();
  }

  /** A sink behind a transform that may rename topics, which knows where its group stands. */
  private TestingSink renaming() {
    TestingSink renaming =
        sink(
            "transforms", "route",
            "transforms.route.type", "org.apache.kafka.connect.transforms.RegexRouter");
    renaming.topics(topics);
    return renaming;
  }

  @Test
  void theTopicThatMadeTheTableHasItOnAllWorkers() {
    produce();
    TestingWorker one = consumed(sink(), DOTTED);
    TestingWorker two = consumed(sink(), SCORED);
    one.stop();
    two.stop();

    assertThat(meeting.table().properties()).containsEntry("frazil.topic", "a.b");
    assertThat(meeting.ids()).containsExactlyInAnyOrder(1L, 2L);
    assertThat(deadLetters()).containsExactly("11 " + NOT_SCORED, "12 " + NOT_SCORED);
    assertThat(meeting.ledger(SCORED)).isNull();
    assertThat(topics.committed(SCORED)).isEqualTo(2);
  }

  @Test
  void ofTwoWorkersThatMakeTheTableAtOnceOneHasIt() {
    produce();
    List<TestingWorker> others = new ArrayList<>();
    catalog.meanwhile(() -> others.add(consumed(sink(), SCORED)));
    TestingWorker one = consumed(sink(), DOTTED);
    one.stop();
    others.forEach(TestingWorker::stop);

    assertThat(others).hasSize(1);
    assertThat(meeting.table().properties()).containsEntry("frazil.topic", "a_b");
    assertThat(meeting.ids()).containsExactlyInAnyOrder(11L, 12L);
    assertThat(deadLetters()).containsExactly("1 " + NOT_DOTTED, "2 " + NOT_DOTTED);
    assertThat(topics.committed(DOTTED)).isEqualTo(2);
  }

  @Test
  void afterARestartTheTableDecidesWhoeverComesFirst() {
    produce();
    consumed(sink(), DOTTED).stop();
    TestingSink restarted = sink();
    TestingWorker one = consumed(restarted, SCORED);
    topics.produce(DOTTED, 3);
    TestingWorker two = consumed(restarted, DOTTED);
    topics.produce(SCORED, 13);
    consume(one);
    one.stop();
    two.stop();

    assertThat(meeting.ids()).containsExactlyInAnyOrder(1L, 2L, 3L);
    assertThat(deadLetters())
        .containsExactly("11 " + NOT_SCORED, "12 " + NOT_SCORED, "13 " + NOT_SCORED);
  }

  @Test
  void theNamesThatTransformsGiveCount() {
    TopicPartition renamed = new TopicPartition("raw", 0);
    topics.produce(SCORED, 11);
    consumed(sink(), SCORED).stop();
    topics.produceRenamed(renamed, "a.b", 1);
    topics.produceRenamed(renamed, "a_b", 12);
    topics.produceRenamed(renamed, "a.b", 2);
    consumed(sink(), renamed).stop();

    assertThat(meeting.ids()).containsExactlyInAnyOrder(11L, 12L);
    assertThat(deadLetters()).containsExactly("1 " + NOT_DOTTED, "2 " + NOT_DOTTED);
  }

  @Test
  void aTopicThatMayBeRenamedIsFollowedInATableOfAnotherName() {
    topics.produceRenamed(DOTTED, "a_b", 1);
    consumed(renaming(), DOTTED).stop();
    long first = meeting.table().currentSnapshot().snapshotId();
    topics.produceRenamed(DOTTED, "a_b", 2);
    consumed(renaming(), DOTTED).stop();
    meeting.table().manageSnapshots().rollbackTo(first).commit();
    assertThat(meeting.ids()).containsExactly(1L);

    TestingWorker idle = worker(renaming());
    idle.assign(DOTTED);
    idle.runUntil(() -> idle.deliveries() == 1 && idle.hasConsumedAll());
    topics.produce(DOTTED, 3);
    consume(idle);
    idle.stop();

    assertThat(meeting.ids()).containsExactlyInAnyOrder(1L, 2L);
    assertThat(deadLetters()).containsExactly("3 " + NOT_DOTTED);
  }

  @Test
  void aTableThatIsMadeAnewBelongsToItsNewTopic() {
    produce();
    TestingWorker two = worker(sink());
    consumed(sink(), DOTTED).stop();
    two.assign(SCORED);
    consume(two);
    catalog.dropTable(MEETING, false);
    topics.produce(SCORED, 13);
    consume(two);
    two.revoke(SCORED);
    topics.produce(SCORED, 14);
    two.assign(SCORED);
    consume(two);
    two.stop();
    topics.produce(DOTTED, 3);
    consumed(sink(), DOTTED).stop();

    assertThat(meeting.table().properties()).containsEntry("frazil.topic", "a_b");
    assertThat(meeting.ids()).containsExactly(14L);
    assertThat(deadLetters())
        .containsExactly(
            "11 " + NOT_SCORED, "12 " + NOT_SCORED, "13 " + NOT_SCORED, "3 " + NOT_DOTTED);
  }

  @Test
  void anOpeningAsksAgainForTopicsThatWereRefused() {
    TopicPartition renamed = new TopicPartition("raw", 0);
    topics.produce(DOTTED, 1);
    consumed(sink(), DOTTED).stop();
    topics.produceRenamed(renamed, "a_b", 11);
    TestingWorker worker = consumed(sink(), renamed);
    belongTo("a_b");
    topics.produceRenamed(renamed, "a_b", 12);
    consume(worker);
    worker.assign(new TopicPartition("raw", 1));
    topics.produceRenamed(renamed, "a_b", 13);
    consume(worker);
    worker.stop();

    assertThat(meeting.ids()).containsExactlyInAnyOrder(1L, 13L);
    assertThat(deadLetters()).containsExactly("11 " + NOT_SCORED, "12 " + NOT_SCORED);
  }

  @Test
  void aTableThatIsGivenAwayIsLeftAtTheNextOpening() {
    topics.produce(SCORED, 11);
    topics.produce(SCORED_TOO, 12);
    TestingWorker worker = consumed(sink(), SCORED, SCORED_TOO);
    belongTo("a.b");
    worker.revoke(SCORED);
    worker.assign(SCORED);
    consume(worker);
    topics.produce(SCORED, 13);
    topics.produce(SCORED_TOO, 14);
    consume(worker);
    worker.stop();

    assertThat(meeting.ids()).containsExactlyInAnyOrder(11L, 12L);
    assertThat(deadLetters()).containsExactlyInAnyOrder("13 " + NOT_SCORED, "14 " + NOT_SCORED);
  }

  @Test
  void anAnswerThatComesLateIsHeeded() {
    TestingSink late = sink();
    TestingWorker two = worker(late);
    two.assign(SCORED);
    consume(two);
    topics.produce(DOTTED, 1);
    consumed(sink(), DOTTED).stop();
    catalog.block(MEETING);
    topics.produce(SCORED, 11);
    two.runUntil(() -> two.context().paused().contains(SCORED));
    catalog.free(MEETING);
    late.forward(2_000);
    consume(two);
    two.stop();

    assertThat(meeting.ids()).containsExactly(1L);
    assertThat(deadLetters()).containsExactly("11 " + NOT_SCORED);
  }

  @Test
  void whereSharingIsAllowedBothAreWritten() {
    produce();
    consumed(sink("iceberg.tables.topic-collisions", "allow"), DOTTED).stop();
    consumed(sink("iceberg.tables.topic-collisions", "allow"), SCORED).stop();

    assertThat(meeting.ids()).containsExactlyInAnyOrder(1L, 2L, 11L, 12L);
    assertThat(reporter.reports()).isEmpty();
  }

  @Test
  void aTableThatWasSharedBelongsToItsMakerWhereSharingIsRefused() {
    whereSharingIsAllowedBothAreWritten();
    topics.produce(SCORED, 13);
    topics.produce(DOTTED, 3);
    consumed(sink(), SCORED).stop();
    consumed(sink(), DOTTED).stop();

    assertThat(meeting.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 11L, 12L);
    assertThat(deadLetters()).containsExactly("13 " + NOT_SCORED);
  }

  @Test
  void oneTableForAllBelongsToNobody() {
    produce();
    TestingSink all = sink("iceberg.tables", "silver.a_b");
    consumed(all, DOTTED, SCORED).stop();
    assertThat(meeting.table().properties()).doesNotContainKey("frazil.topic");
    belongTo("a.b");
    topics.produce(SCORED, 13);
    consumed(sink("iceberg.tables", "silver.a_b"), SCORED).stop();

    assertThat(meeting.ids()).containsExactlyInAnyOrder(1L, 2L, 11L, 12L, 13L);
    assertThat(reporter.reports()).isEmpty();
  }

  @Test
  void aTableThatNamesNoTopicIsForTheFirstOfAWorker() {
    produce();
    consumed(sink("iceberg.tables", "silver.a_b"), DOTTED).stop();
    TestingSink other = sink();
    TestingWorker two = consumed(other, SCORED);
    topics.produce(DOTTED, 3);
    consumed(other, DOTTED).stop();
    two.stop();

    assertThat(meeting.ids()).containsExactlyInAnyOrder(1L, 2L, 11L, 12L);
    assertThat(deadLetters())
        .containsExactly(
            "3 reason=unroutable path=$ v=1: Cannot route topic a.b to table silver.a_b: topic a_b"
                + " came first to a table of that name (set"
                + " iceberg.tables.topic-collisions=allow)");
  }

  @Test
  void topicsThatDifferInCaseOnlyDoNotMakeTwoTablesOnAWorker() {
    TopicPartition large = new TopicPartition("Views", 0);
    TopicPartition small = new TopicPartition("views", 0);
    topics.produce(large, 1);
    topics.produce(small, 11);
    TestingSink both = sink();
    TestingWorker one = consumed(both, large);
    TestingWorker two = consumed(both, small);
    one.stop();
    two.stop();

    assertThat(catalog.tableExists(TableIdentifier.of("silver", "views"))).isFalse();
    assertThat(deadLetters())
        .containsExactly(
            "11 reason=unroutable path=$ v=1: Cannot route topic views to table silver.views: topic"
                + " Views came first to a table of that name (set"
                + " iceberg.tables.topic-collisions=allow)");
  }

  @Test
  void tablesThatDifferInCaseOnlyStayWithTheirTopics() {
    TopicPartition large = new TopicPartition("Views", 0);
    TopicPartition small = new TopicPartition("views", 0);
    topics.produce(large, 1);
    topics.produce(small, 11);
    consumed(sink(), large).stop();
    consumed(sink(), small).stop();
    topics.produce(large, 2);
    topics.produce(small, 12);
    consumed(sink(), large, small).stop();

    assertThat(new StoredTable(catalog, TableIdentifier.of("silver", "Views")).ids())
        .containsExactlyInAnyOrder(1L, 2L);
    assertThat(new StoredTable(catalog, TableIdentifier.of("silver", "views")).ids())
        .containsExactlyInAnyOrder(11L, 12L);
    assertThat(reporter.reports()).isEmpty();
  }

  @Test
  void aTopicThatNamesNoTableIsTold() {
    TopicPartition tooLong = new TopicPartition("t".repeat(249), 0);
    topics.produce(tooLong, 1);
    TestingSink prefixed = sink("iceberg.tables.topic-template", "silver.prefix_${topic}");
    consumed(prefixed, tooLong).stop();

    assertThat(deadLetters())
        .singleElement()
        .asString()
        .startsWith(
            "1 reason=unroutable path=$ v=1: Cannot route topic: Invalid topic: " + "t".repeat(80))
        .endsWith("(expected 1 to 248 characters, to name a table of silver.prefix_${topic})");
    assertThat(topics.committed(tooLong)).isEqualTo(1);
  }
}
