/**
 * Tests of the transforms: records come in as Connect would hand them over, and go out as a sink
 * would see them.
 */
@NullMarked
package dev.frazil.transforms;

import org.jspecify.annotations.NullMarked;
