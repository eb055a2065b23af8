package dev.frazil.local;

/** How far a sink connector's consumer group has committed in one partition. */
public record ConnectorOffset(String topic, int partition, long offset) {}
