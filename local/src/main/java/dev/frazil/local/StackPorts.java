package dev.frazil.local;

/** The loopback ports that the parts of a stack listen on; those of more workers are not here. */
record StackPorts(
    int s3, int catalog, int kafka, int controller, int connect, int registry, int management) {
  static StackPorts free(FreePorts ports) {
    return new StackPorts(
        ports.next(),
        ports.next(),
        ports.next(),
        ports.next(),
        ports.next(),
        ports.next(),
        ports.next());
  }

  /**
   * Those of a stack that was started before. Nobody but the broker knows its controller's, nor
   * that of the registry's management; a registry that did not run has no port to keep.
   */
  static StackPorts of(StackState state, FreePorts ports) {
    return new StackPorts(
        portOf(state.s3Endpoint()),
        portOf(state.catalogUrl()),
        portOf(state.bootstrapServers()),
        ports.next(),
        portOf(state.connectUrl()),
        state
            .part(PartKind.REGISTRY.label())
            .map(part -> portOf(part.address()))
            .orElseGet(ports::next),
        ports.next());
  }

  /** The port at the end of an address. */
  static int portOf(String address) {
    String port = address.substring(address.lastIndexOf(':') + 1);
    try {
      return Integer.parseInt(port);
    } catch (NumberFormatException e) {
      throw new LocalStackException(
          "Invalid address: " + address + " (expected a port at its end)");
    }
  }
}
