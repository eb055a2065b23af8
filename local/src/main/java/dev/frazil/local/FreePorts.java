package dev.frazil.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Loopback ports that nobody listens on. They lie below the range that operating systems take
 * client ports from, so that a part that is down for a moment finds its port free again, and no
 * client that retries connects to itself.
 */
final class FreePorts {
  private static final int LOWEST = 20_000;
  private static final int BEYOND = 32_000;
  private static final int ATTEMPTS = 1_000;

  private final SplittableRandom random = new SplittableRandom();
  private final Set<Integer> given = new HashSet<>();

  /** A port that was not given before by this object. */
  synchronized int next() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = random.nextInt(LOWEST, BEYOND);
      if (!given.contains(port) && isFree(port)) {
        given.add(port);
        return port;
      }
    }
    throw new LocalStackException(
        "Cannot find a free port: none of " + ATTEMPTS + " tried from " + LOWEST + " on is free");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
