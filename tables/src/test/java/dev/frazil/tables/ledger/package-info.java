/** Tests of the ledger. */
@NullMarked
package dev.frazil.tables.ledger;

import org.jspecify.annotations.NullMarked;
