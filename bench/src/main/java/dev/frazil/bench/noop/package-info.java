/**
 * A sink connector that does nothing: records flow in, nothing flows out. What it costs is what
 * Kafka Connect itself costs. Deployed as a plugin of its own.
 */
@NullMarked
package dev.frazil.bench.noop;

import org.jspecify.annotations.NullMarked;
