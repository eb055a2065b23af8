package dev.frazil.connect.commit;

import dev.frazil.connect.assign.LogEnds;
import dev.frazil.tables.ledger.StreamKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What topics have at the moment. Thread-safe. */
@FunctionalInterface
public interface TopicExtents {
  /** For connectors that do not say where the broker is. */
  TopicExtents UNKNOWN = topics -> Optional.empty();

  /**
   * All partitions of these topics, without the topics that are not there, and without any when the
   * broker does not say soon; nothing at all where there is no broker to ask. Never throws.
   */
  Optional<Map<StreamKey, LogEnds>> of(Set<String> topics);
}
