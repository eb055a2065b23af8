package dev.frazil.local;

/** What is wrong with the value of one key of a connector's configuration. */
public record ConfigProblem(String key, String message) {}
