package dev.frazil.local;

/**
 * A plugin that a worker found.
 *
 * @param className its class
 * @param type {@code sink}, {@code source}, {@code converter}, {@code transformation}, ...
 * @param version as the plugin states it
 */
public record ConnectPlugin(String className, String type, String version) {}
