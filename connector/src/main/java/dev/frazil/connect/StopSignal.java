package dev.frazil.connect;

/**
 * Whether this JVM has been asked to stop. A task cannot tell from Connect's question for offsets
 * whether it is the last one; this tells. Thread-safe.
 */
final class StopSignal implements AutoCloseable {
  private final Thread hook;
  private volatile boolean raised;

  private StopSignal(String name) {
    this.hook = new Thread(this::raise, name);
  }

  /** A signal that is raised as soon as the JVM begins to shut down. */
  static StopSignal ofJvm(String name) {
    StopSignal signal = new StopSignal(name);
    try {
      Runtime.getRuntime().addShutdownHook(signal.hook);
    } catch (IllegalStateException alreadyStopping) {
      signal.raise();
    }
    return signal;
  }

  /** A signal that only {@link #raise} raises. */
  static StopSignal ofNobody() {
    return new StopSignal("nobody");
  }

  boolean isRaised() {
    return raised;
  }

  void raise() {
    raised = true;
  }

  /** Listens no more. */
  @Override
  public void close() {
    if (!raised) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException stopping) {
        raise();
      }
    }
  }
}
