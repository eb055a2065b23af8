package dev.frazil.cli.letters;

import dev.frazil.tables.ledger.StreamKey;

/**
 * Which record a dead letter is of.
 *
 * @param stream topic id, topic and partition
 */
public record LetterKey(StreamKey stream, long offset) {}
