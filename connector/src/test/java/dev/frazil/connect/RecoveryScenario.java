package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;

/** A sink that is stopped and goes on, and one that asks the broker for ids and offsets. */
abstract class RecoveryScenario extends SinkScenario {
  /** One more event, all that is not committed, and a clean stop. */
  final void ingest(TestingWorker worker, long id) {
    topics.produce(FIRST, id);
    worker.assign(FIRST);
    consume(worker);
    worker.stop();
    assertThat(topics.committed(FIRST)).isEqualTo(topics.end(FIRST));
  }

  /** A sink that asks the broker for ids and offsets. */
  final TestingSink knowing(String... entries) {
    TestingSink made = sink(entries);
    made.topics(topics);
    return made;
  }
}
