/**
 * The tables of a catalog, as tasks come by them. In: a table's name, and the record that is to go
 * there. Out: what its ledger says, found, made or given columns aside, and the table to write rows
 * to.
 */
@NullMarked
package dev.frazil.connect.table;

import org.jspecify.annotations.NullMarked;
