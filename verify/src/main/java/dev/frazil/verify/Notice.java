package dev.frazil.verify;

/**
 * Something about a table that is no violation.
 *
 * @param kind what, for machines
 * @param sentence what, for people
 */
public record Notice(NoticeKind kind, String sentence) {}
