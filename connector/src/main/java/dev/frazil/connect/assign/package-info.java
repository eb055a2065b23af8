/**
 * Which offsets are ours. In: the partitions Connect assigns and the offsets it delivers. Out:
 * which records to accept, the ranges a chunk covers, and the offset that is safe to commit to the
 * group.
 */
@NullMarked
package dev.frazil.connect.assign;

import org.jspecify.annotations.NullMarked;
