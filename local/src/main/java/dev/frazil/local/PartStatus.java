package dev.frazil.local;

import java.nio.file.Path;

/**
 * A part of a stack as the state file and the system know it.
 *
 * @param running whether the process that the state file names still runs
 * @param address where it listens, or listened
 */
public record PartStatus(String name, boolean running, long pid, String address, Path log) {}
