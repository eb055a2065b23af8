@NullMarked
package dev.frazil.cli.letters;

import org.jspecify.annotations.NullMarked;
