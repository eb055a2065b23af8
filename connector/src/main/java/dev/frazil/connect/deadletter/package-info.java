/**
 * The way out for records that cannot become rows. In: a record and why it was rejected. Out: a
 * message on the connector's dead-letter topic, and the knowledge whether it has arrived.
 */
@NullMarked
package dev.frazil.connect.deadletter;

import org.jspecify.annotations.NullMarked;
