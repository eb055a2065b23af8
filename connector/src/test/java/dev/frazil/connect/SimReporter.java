package dev.frazil.connect;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;

/** The way to the dead-letter topic: takes its time, and sometimes fails. */
record SimReporter(SimWorld world, SimProcess process) implements ErrantRecordReporter {
  @Override
  public Future<Void> report(SinkRecord given, Throwable error) {
    SimRecord record = (SimRecord) given;
    if (record.fate() != SimRecord.Fate.DEAD_LETTER) {
      throw new SimViolation(record.describe() + " is a dead letter: " + error.getMessage());
    }
    if (record.value() instanceof String text && text.length() >= world.deadLetterLimit) {
      throw new SimViolation(record.describe() + " is too large for the dead-letter topic");
    }
    CompletableFuture<Void> answer = new CompletableFuture<>();
    boolean fails = world.faults.happens(SimFaults.Fault.DEAD_LETTER_FAILS);
    boolean late = world.faults.happens(SimFaults.Fault.DEAD_LETTER_LATE);
    long delayMs = late ? world.dice.below(6_000) : world.dice.below(3);
    if (delayMs == 0) {
      arrive(record, answer, fails);
    } else {
      process.later(delayMs, () -> arrive(record, answer, fails));
    }
    return answer;
  }

  private void arrive(SimRecord record, CompletableFuture<Void> answer, boolean fails) {
    if (fails) {
      world.judge.deadLetterFailed();
      answer.completeExceptionally(new ConnectException("the dead-letter topic is down"));
    } else {
      record.arrive();
      if (!world.plan.letters().areKept()) {
        record.log().settle(record.offset());
      }
      answer.complete(null);
    }
  }
}
