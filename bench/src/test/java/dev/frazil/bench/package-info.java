/** Tests of what the benchmark counts and compares; none of them measures time. */
@NullMarked
package dev.frazil.bench;

import org.jspecify.annotations.NullMarked;
