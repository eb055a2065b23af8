/**
 * The Single Message Transforms. A record of Kafka Connect comes in as its converter left it; out
 * goes the same record with a typed value, or a rejection: thrown, or marked in its headers.
 */
@NullMarked
package dev.frazil.transforms;

import org.jspecify.annotations.NullMarked;
