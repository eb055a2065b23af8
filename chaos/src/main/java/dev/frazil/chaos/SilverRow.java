package dev.frazil.chaos;

/**
 * A row as it was read back.
 *
 * @param table the table that it is in, without namespace
 * @param id its event id
 * @param row a checksum of its columns
 * @param origin where it says it came from, or empty where rows do not say
 */
record SilverRow(String table, String id, long row, String origin) {}
