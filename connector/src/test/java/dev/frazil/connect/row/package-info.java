/** Tests of rows and of the conversions into them. */
@NullMarked
package dev.frazil.connect.row;

import org.jspecify.annotations.NullMarked;
