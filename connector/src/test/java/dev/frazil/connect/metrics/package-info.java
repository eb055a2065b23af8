@NullMarked
package dev.frazil.connect.metrics;

import org.jspecify.annotations.NullMarked;
