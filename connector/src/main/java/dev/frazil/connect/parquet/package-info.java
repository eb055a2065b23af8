/**
 * Rows into the bytes of one Parquet file. In: filled rows of a table's schema. Out: pages, column
 * chunks and the footer, with the statistics that Iceberg takes from it. Whole numbers, times and
 * text, which is most of every event, are encoded here, straight from the slots of a row; all other
 * columns go through Parquet's and Iceberg's own writers into the same row group.
 */
@NullMarked
package dev.frazil.connect.parquet;

import org.jspecify.annotations.NullMarked;
