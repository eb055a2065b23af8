/**
 * What a worker does with a record before the sink gets it, done again outside of a worker. In: the
 * bytes of a record, and a connector's configuration without references. Out: the record as the
 * sink would get it, or what became of it on the way.
 */
@NullMarked
package dev.frazil.connect.replay;

import org.jspecify.annotations.NullMarked;
