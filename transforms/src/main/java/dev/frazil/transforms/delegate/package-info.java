/**
 * Another converter, and what may go wrong with it. In: the bytes of a record, and whatever the
 * other converter throws. Out: what it made of them, or a verdict on whose fault it is: the
 * record's, or that of a registry that does not answer.
 */
@NullMarked
package dev.frazil.transforms.delegate;

import org.jspecify.annotations.NullMarked;
