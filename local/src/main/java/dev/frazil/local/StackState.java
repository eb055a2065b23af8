package dev.frazil.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The content of the state file; addresses without the secret, parts in the order they came up. */
record StackState(
    String bootstrapServers,
    String connectUrl,
    String catalogUrl,
    String s3Endpoint,
    String s3Region,
    String warehouse,
    List<PartState> parts) {
  StackState {
    parts = List.copyOf(parts);
  }

  StackState with(PartState part) {
    List<PartState> changed = new ArrayList<>(without(part.name()).parts());
    changed.add(part);
    return withParts(changed);
  }

  StackState without(String name) {
    return withParts(parts.stream().filter(part -> !part.name().equals(name)).toList());
  }

  Optional<PartState> part(String name) {
    return parts.stream().filter(part -> part.name().equals(name)).findFirst();
  }

  /** The parts whose process still runs. */
  List<PartState> alive() {
    return parts.stream().filter(part -> part.process().isPresent()).toList();
  }

  private StackState withParts(List<PartState> changed) {
    return new StackState(
        bootstrapServers, connectUrl, catalogUrl, s3Endpoint, s3Region, warehouse, changed);
  }
}
