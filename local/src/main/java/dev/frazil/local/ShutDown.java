package dev.frazil.local;

import java.util.List;

/** The order in which a stack ends: the workers first, then what they need to end well. */
final class ShutDown {
  private ShutDown() {}

  static void parts(List<ConnectWorker> workers, List<Part> others) {
    workers.forEach(Part::signalStop);
    workers.forEach(Part::awaitStop);
    others.forEach(Part::signalStop);
    others.forEach(Part::awaitStop);
  }

  static void processes(List<PartState> parts) {
    together(parts.stream().filter(part -> part.kind() == PartKind.CONNECT).toList());
    together(parts.stream().filter(part -> part.kind() != PartKind.CONNECT).toList());
  }

  private static void together(List<PartState> parts) {
    parts.forEach(part -> part.process().ifPresent(PartProcess::signalStop));
    parts.forEach(part -> part.process().ifPresent(process -> process.awaitStop(part.stopGrace())));
  }
}
