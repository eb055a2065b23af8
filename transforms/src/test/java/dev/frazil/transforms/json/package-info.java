/** Tests of JSON as bytes. */
@NullMarked
package dev.frazil.transforms.json;

import org.jspecify.annotations.NullMarked;
