package dev.frazil.cli.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One record to send. The arrays are not copied; nobody writes to them.
 *
 * @param sequence its number in the stream, from 0, without gaps
 * @param id the event id; also sent as the header {@link #ID_HEADER}, so that a bad event can be
 *     told even when its value cannot be read; two events have the same id only if one repeats the
 *     other
 * @param topic where to send it
 * @param key the record's key, null for some
 * @param value the record's value, null for a tombstone
 * @param eventTime what {@code event_ts} says, or would say if the event were good
 * @param fate what must become of it
 * @param repeated whether this is a second copy of an earlier event
 */
@SuppressWarnings("ArrayRecordComponent") // Events are sent, never compared.
public record MovieEvent(
    long sequence,
    String id,
    MovieTopic topic,
    byte @Nullable [] key,
    byte @Nullable [] value,
    Instant eventTime,
    Fate fate,
    boolean repeated) {

  /** Name of the Kafka header that carries the event id, UTF-8. */
  public static final String ID_HEADER = "event-id";
}
