/**
 * The whole stack on one machine without containers: broker, Connect workers, object store, REST
 * catalog, each its own process.
 *
 * <p>In: options and the files of {@code config/}. Out: running parts, their endpoints, their logs,
 * and small clients for Connect's REST API, for topics and for Spark SQL.
 */
@NullMarked
package dev.frazil.local;

import org.jspecify.annotations.NullMarked;
