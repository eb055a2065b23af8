/**
 * How the schema of a table differs from another one. In: a table, and the columns that somebody
 * asks for. Out: the changes that give the table what it lacks, and take nothing from it.
 */
@NullMarked
package dev.frazil.tables.schema;

import org.jspecify.annotations.NullMarked;
