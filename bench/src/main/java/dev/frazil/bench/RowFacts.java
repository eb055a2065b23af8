package dev.frazil.bench;

/**
 * What is known of a set of view rows whatever their order: two sets with the same facts are taken
 * for equal.
 *
 * @param rows how many
 * @param checksum sum of the CRC-32 of each row's text, {@code
 *     event_id|micros|user_id|movie_id|session_id|device_type}, {@code micros} being event_ts in
 *     microseconds since 1970
 * @param earliestMicros smallest event_ts in microseconds since 1970
 * @param latestMicros largest event_ts in microseconds since 1970
 */
record RowFacts(long rows, long checksum, long earliestMicros, long latestMicros) {}
