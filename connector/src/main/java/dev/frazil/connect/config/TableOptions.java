package dev.frazil.connect.config;

import dev.frazil.tables.PartitionStrategy;
import org.jspecify.annotations.Nullable;

/**
 * What is set for one table.
 *
 * @param partitionBy how the table is partitioned when it is created
 * @param commitBranch the branch that commits go to; null for the main branch
 */
public record TableOptions(PartitionStrategy partitionBy, @Nullable String commitBranch) {}
