/** Tests of the chain that passes records again. */
@NullMarked
package dev.frazil.connect.replay;

import org.jspecify.annotations.NullMarked;
