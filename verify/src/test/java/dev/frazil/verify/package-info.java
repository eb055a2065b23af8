/** Tests of the verifier: a good table passes, and each kind of damage is found. */
@NullMarked
package dev.frazil.verify;

import org.jspecify.annotations.NullMarked;
