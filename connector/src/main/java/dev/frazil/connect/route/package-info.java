/** Which tables records go to. In: a record. Out: names of tables, or why it has none. */
@NullMarked
package dev.frazil.connect.route;

import org.jspecify.annotations.NullMarked;
