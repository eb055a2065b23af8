/**
 * Tests of rejections: what is said about a record survives its way through messages and headers.
 */
@NullMarked
package dev.frazil.transforms.reject;

import org.jspecify.annotations.NullMarked;
