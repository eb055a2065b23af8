/**
 * What is said about a record that cannot become a row. A {@link
 * dev.frazil.transforms.reject.Rejection} comes in from whoever looked at the record; it goes out
 * as an exception that any connector understands, or as a mark in the record's headers that our own
 * sink reads.
 */
@NullMarked
package dev.frazil.transforms.reject;

import org.jspecify.annotations.NullMarked;
