/**
 * Tests of the local stack: values and files by themselves, the parts as they really run.
 *
 * <p>In: the built parts. Out: what a stack promises to those who use it.
 */
@NullMarked
package dev.frazil.local;

import org.jspecify.annotations.NullMarked;
