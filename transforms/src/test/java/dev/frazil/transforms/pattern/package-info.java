/** Tests of what is known of a regular expression before it is compiled. */
@NullMarked
package dev.frazil.transforms.pattern;

import org.jspecify.annotations.NullMarked;
