/** Tests of Parquet files as bytes: read back by Iceberg's and Parquet's own readers. */
@NullMarked
package dev.frazil.connect.parquet;

import org.jspecify.annotations.NullMarked;
