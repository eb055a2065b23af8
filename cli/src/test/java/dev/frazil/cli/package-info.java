/**
 * Tests of the frazil command without a stack: arguments, messages, exit codes, shipped files, the
 * launcher.
 */
@NullMarked
package dev.frazil.cli;

import org.jspecify.annotations.NullMarked;
