/**
 * Where records go. A record of Kafka Connect comes in, and what decides is taken from it: a field,
 * a header, its topic; out goes a destination, or the rejection of a record that has none. What a
 * destination is, is up to the caller: the name of a topic, tables.
 */
@NullMarked
package dev.frazil.transforms.route;

import org.jspecify.annotations.NullMarked;
