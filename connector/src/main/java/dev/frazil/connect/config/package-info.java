/**
 * The connector's configuration. In: the string map that Connect hands to the connector and its
 * tasks. Out: {@link dev.frazil.connect.config.SinkConfig}, immutable and checked, for the task;
 * and per key answers for Connect's validation, with probes of the catalog that only read.
 */
@NullMarked
package dev.frazil.connect.config;

import org.jspecify.annotations.NullMarked;
