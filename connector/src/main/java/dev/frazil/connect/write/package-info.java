/**
 * Rows into data files. In: whole rows of one table. Out: Parquet files, uniquely named, closed and
 * described as {@code DataFile}s for a commit. One writer serves one task and one table; a writer
 * that failed is given up with all it held, and no file is ever deleted here.
 */
@NullMarked
package dev.frazil.connect.write;

import org.jspecify.annotations.NullMarked;
