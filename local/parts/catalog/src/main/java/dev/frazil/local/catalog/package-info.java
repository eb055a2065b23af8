/**
 * The program of the REST catalog part.
 *
 * <p>In: environment variables. Out: Iceberg's REST protocol on a loopback port.
 */
@NullMarked
package dev.frazil.local.catalog;

import org.jspecify.annotations.NullMarked;
