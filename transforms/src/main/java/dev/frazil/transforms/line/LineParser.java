package dev.frazil.transforms.line;

import dev.frazil.transforms.contract.EventOutcome;
import dev.frazil.transforms.contract.EventReader;
import dev.frazil.transforms.contract.RejectedEvent;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses lines, one after the other, for one thread, in time that is linear in their length. It
 * never throws for what is in a line.
 */
public final class LineParser {
  private final List<BoundRule> rules;
  private final EventReader reader;
  private final LineComplaints complaints;
  private final int maxBytes;
  private final EventIds ids = new EventIds();
  private final JsonOutput out = new JsonOutput();

  LineParser(List<BoundRule> rules, EventReader reader, LineComplaints complaints, int maxBytes) {
    this.rules = List.copyOf(rules);
    this.reader = reader;
    this.complaints = complaints;
    this.maxBytes = maxBytes;
  }

  /**
   * Parses the line that a value holds. The array must not be written to afterwards: the typed
   * value keeps it as its original.
   *
   * @param takenAt when the line was taken; microseconds are kept
   */
  public EventOutcome parse(byte[] value, LineOrigin origin, Instant takenAt) {
    Rejection objection = OneLine.objection(value, maxBytes);
    if (objection != null) {
      return new RejectedEvent(objection);
    }
    byte[] line = OneLine.of(value);
    for (BoundRule rule : rules) {
      if (rule.matches(line)) {
        return event(rule, line, value, origin, takenAt);
      }
    }
    return new RejectedEvent(noRule(line));
  }

  private EventOutcome event(
      BoundRule rule, byte[] line, byte[] value, LineOrigin origin, Instant takenAt) {
    out.begin();
    provide(ProvidedField.EVENT_ID, ids.of(origin).toString());
    provide(ProvidedField.EVENT_TYPE, rule.eventType());
    provide(ProvidedField.SOURCE_TOPIC, origin.topic());
    provide(ProvidedField.INGESTION_TIME, takenAt.truncatedTo(ChronoUnit.MICROS).toString());
    @Nullable Rejection rejection = rule.write(line, out);
    return rejection == null ? reader.read(out.end(), value) : new RejectedEvent(rejection);
  }

  private void provide(String field, String text) {
    out.member(field);
    out.text(text);
  }

  private Rejection noRule(byte[] line) {
    String expected =
        rules.size() == 1 ? "a line of the rule" : "a line of one of " + rules.size() + " rules";
    return complaints.about(RejectReason.UNKNOWN_EVENT_TYPE, "$", expected, line, 0, line.length);
  }
}
