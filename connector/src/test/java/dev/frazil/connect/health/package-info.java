@NullMarked
package dev.frazil.connect.health;

import org.jspecify.annotations.NullMarked;
