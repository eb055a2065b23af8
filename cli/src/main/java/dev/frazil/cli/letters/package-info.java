/**
 * Marks on dead letters. In: a dead-letter table, and which of its rows were resolved. Out: a
 * snapshot of it in which these rows say so.
 */
@NullMarked
package dev.frazil.cli.letters;

import org.jspecify.annotations.NullMarked;
