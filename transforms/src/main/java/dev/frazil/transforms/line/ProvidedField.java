package dev.frazil.transforms.line;

import java.util.List;

/** The fields that every event of a line has without a mapping. */
final class ProvidedField {
  /** A UUID that follows from the place of the line in Kafka. */
  static final String EVENT_ID = "event_id";

  /** That of the rule. */
  static final String EVENT_TYPE = "event_type";

  /** The topic that the line was read from. */
  static final String SOURCE_TOPIC = "source_topic";

  /** When the line was taken. */
  static final String INGESTION_TIME = "ingestion_time";

  /** The date in UTC of {@link #TIMESTAMP}; only where that is mapped, and is a time. */
  static final String DATE = "date";

  /** The field whose date is provided; a rule maps it like any other. */
  static final String TIMESTAMP = "timestamp";

  /** Of all of them. */
  static final List<String> NAMES =
      List.of(EVENT_ID, EVENT_TYPE, SOURCE_TOPIC, INGESTION_TIME, DATE);

  private ProvidedField() {}
}
