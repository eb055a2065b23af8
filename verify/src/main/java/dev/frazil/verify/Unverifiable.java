package dev.frazil.verify;

/**
 * Neither proven nor refuted.
 *
 * @param table the name of the table
 * @param reason one sentence that says why
 */
public record Unverifiable(String table, String reason) implements Verdict {}
