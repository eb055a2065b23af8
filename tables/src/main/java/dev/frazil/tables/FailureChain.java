package dev.frazil.tables;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** A failure with all that caused it. */
final class FailureChain {

  private static final int MAX_LENGTH = 1000;

  private final Throwable failure;

  FailureChain(Throwable failure) {
    this.failure = failure;
  }

  /** Every message in the chain, suppressed failures included. */
  Stream<String> messages() {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Throwable> open = new ArrayDeque<>();
    open.add(failure);
    while (!open.isEmpty()) {
      Throwable next = open.removeFirst();
      if (seen.add(next)) {
        Stream.concat(Stream.ofNullable(next.getCause()), Stream.of(next.getSuppressed()))
            .forEach(open::add);
      }
    }
    return seen.stream().map(Throwable::getMessage).filter(Objects::nonNull);
  }

  /** The outermost message and, where it says more, the innermost one, on one line. */
  String summary() {
    String outer = described(failure);
    String inner = described(root());
    String both = outer.contains(inner) ? outer : outer + " (" + inner + ")";
    String line = both.replaceAll("[\\s\\p{Cntrl}]+", " ");
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "...";
  }

  private Throwable root() {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Throwable root = failure;
    while (root.getCause() != null && seen.add(root)) {
      root = root.getCause();
    }
    return root;
  }

  private static String described(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.getClass().getName() : message;
  }
}
