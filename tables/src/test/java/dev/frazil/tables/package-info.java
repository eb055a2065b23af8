/** Tests of catalogs and names. */
@NullMarked
package dev.frazil.tables;

import org.jspecify.annotations.NullMarked;
