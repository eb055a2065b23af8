package dev.frazil.connect.health;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names under which Connect may know a worker, {@code host:port} of its REST API. Which one it
 * takes depends on whether an address is advertised, and on what this machine calls itself.
 */
final class WorkerNames {
  private static final String LISTENERS = "listeners";
  private static final String ADVERTISED_HOST = "rest.advertised.host.name";
  private static final String ADVERTISED_PORT = "rest.advertised.port";
  private static final int DEFAULT_PORT = 8083;
  private static final Pattern LISTENER =
      Pattern.compile("[A-Za-z]+://\\[?([^/\\]]*)\\]?:([0-9]{1,5})/?");

  private final Set<String> hosts = new HashSet<>();
  private final Set<Integer> ports = new HashSet<>();

  private WorkerNames() {}

  /** Those of the worker with this configuration. */
  static WorkerNames of(Map<String, ?> worker) {
    WorkerNames names = new WorkerNames();
    listeners(worker.get(LISTENERS)).forEach(names::add);
    Object host = worker.get(ADVERTISED_HOST);
    if (host != null && !host.toString().isBlank()) {
      names.hosts.add(host.toString().strip());
    }
    Object port = worker.get(ADVERTISED_PORT);
    if (port != null && port.toString().strip().matches("[0-9]{1,5}")) {
      names.ports.add(Integer.parseInt(port.toString().strip()));
    }
    if (names.ports.isEmpty()) {
      names.ports.add(DEFAULT_PORT);
    }
    names.addMachine();
    return names;
  }

  /** Whether the worker of that id is this one. */
  boolean has(String workerId) {
    int colon = workerId.lastIndexOf(':');
    String port = workerId.substring(colon + 1);
    return colon > 0
        && port.matches("[0-9]{1,5}")
        && ports.contains(Integer.parseInt(port))
        && hosts.contains(workerId.substring(0, colon));
  }

  private static List<String> listeners(@Nullable Object given) {
    if (given instanceof Collection<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    return given == null ? List.of() : List.of(given.toString().split(","));
  }

  /** What is no listener is left to Connect, which refuses such a worker. */
  private void add(String listener) {
    Matcher parts = LISTENER.matcher(listener.strip());
    if (parts.matches()) {
      ports.add(Integer.parseInt(parts.group(2)));
      if (!parts.group(1).isEmpty()) {
        hosts.add(parts.group(1));
      }
    }
  }

  private void addMachine() {
    try {
      InetAddress machine = InetAddress.getLocalHost();
      hosts.addAll(
          List.of(machine.getHostName(), machine.getCanonicalHostName(), machine.getHostAddress()));
    } catch (UnknownHostException e) {
      // Then Connect cannot call it by its own name either.
      return;
    }
  }
}
