/** Tests of where records go. */
@NullMarked
package dev.frazil.transforms.route;

import org.jspecify.annotations.NullMarked;
