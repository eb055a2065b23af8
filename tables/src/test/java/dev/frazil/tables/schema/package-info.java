/** Tests of how schemas differ. */
@NullMarked
package dev.frazil.tables.schema;

import org.jspecify.annotations.NullMarked;
