/** Tests of what may go wrong with another converter. */
@NullMarked
package dev.frazil.transforms.delegate;

import org.jspecify.annotations.NullMarked;
