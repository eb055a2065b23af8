package dev.frazil.chaos;

/**
 * A dead letter as it was read back.
 *
 * @param id the event id that its producer put in a header
 * @param origin where it says it came from
 * @param reason the code of the reject reason
 * @param payload a checksum of its value
 */
record Letter(String id, String origin, String reason, long payload) {}
