/** Tests of data files: rows are written and read back by Iceberg's own readers. */
@NullMarked
package dev.frazil.connect.write;

import org.jspecify.annotations.NullMarked;
