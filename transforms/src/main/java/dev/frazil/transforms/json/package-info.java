/**
 * JSON as bytes. The text of a value comes in; the scanners go over it from left to right, check
 * its form, and say where its strings and numbers lie. Nothing here knows what a value should be.
 */
@NullMarked
package dev.frazil.transforms.json;

import org.jspecify.annotations.NullMarked;
