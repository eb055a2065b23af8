/**
 * The checker against injected damage, the proxy against a server that counts, and a short run on
 * real parts.
 */
@NullMarked
package dev.frazil.chaos;

import org.jspecify.annotations.NullMarked;
