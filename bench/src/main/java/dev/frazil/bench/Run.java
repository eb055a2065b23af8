package dev.frazil.bench;

/**
 * One contender reading the whole topic once.
 *
 * @param label of the occasion, such as the number of the round; letters and digits
 */
record Run(Contender contender, String label) {
  /** Names the connector and its topics. */
  String name() {
    return contender.label() + "-" + label;
  }

  /** The namespace of the table that this run fills. */
  String namespace() {
    return contender.label() + "_" + label;
  }

  String consumerGroup() {
    return "connect-" + name();
  }

  /** The topic of dead letters, or of the Apache sink's control messages. */
  String sideTopic() {
    return name() + ".side";
  }
}
