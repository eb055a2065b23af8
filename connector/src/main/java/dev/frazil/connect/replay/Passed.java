package dev.frazil.connect.replay;

import org.apache.kafka.connect.sink.SinkRecord;

/** What becomes of a record on its way to the sink. */
public sealed interface Passed {
  /** The reason of a {@link Failed} record that a converter could not read. */
  String CONVERSION_FAILED = "conversion_failed";

  /** The reason of a {@link Failed} record that a transform or its predicate could not take. */
  String TRANSFORM_FAILED = "transform_failed";

  /**
   * The sink would get it. It may be marked as rejected or as not readable yet, which {@link
   * dev.frazil.transforms.reject.RejectMark} tells.
   */
  record Delivered(SinkRecord record) implements Passed {}

  /** A transform filtered it. */
  record Dropped() implements Passed {}

  /**
   * A converter, a transform or a predicate threw.
   *
   * @param reason the code of a {@link dev.frazil.transforms.reject.RejectReason} where one was
   *     given, else {@value #CONVERSION_FAILED} or {@value #TRANSFORM_FAILED}
   * @param path where in the value, as a JSON path; {@code $} where nobody said
   * @param detail a sentence for people: who failed, and at what
   */
  record Failed(String reason, String path, String detail) implements Passed {}
}
