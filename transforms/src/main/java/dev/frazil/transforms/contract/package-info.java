/**
 * Event contracts. A JSON Schema document comes in once and is compiled; then the bytes of each
 * event come in and are read once, from left to right; out goes a typed {@link
 * dev.frazil.transforms.contract.EventStruct} or a rejection.
 */
@NullMarked
package dev.frazil.transforms.contract;

import org.jspecify.annotations.NullMarked;
