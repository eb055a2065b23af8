/**
 * Regular expressions that come from outside: how large they are, before they are compiled. Text
 * goes in, a size or the reason to refuse it comes out.
 */
@NullMarked
package dev.frazil.transforms.pattern;

import org.jspecify.annotations.NullMarked;
