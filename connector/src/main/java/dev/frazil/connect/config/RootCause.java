package dev.frazil.connect.config;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reason at the bottom of an exception, in one line that a person can read. */
final class RootCause {

  private static final int LONGEST = 300;

  private RootCause() {}

  /** For instance {@code Connection refused (ConnectException)}. */
  static String line(Throwable failure) {
    Throwable root = of(failure);
    String name = root.getClass().getSimpleName();
    String message = firstLine(root.getMessage());
    return message.isEmpty() ? name : message + " (" + name + ")";
  }

  /** Whether something between here and the catalog failed, rather than the configuration. */
  static boolean isOfNetworkOrDatabase(Throwable failure) {
    Throwable root = of(failure);
    return root instanceof IOException || root instanceof SQLException;
  }

  /** The exception at the bottom. */
  static Throwable of(Throwable failure) {
    Throwable root = failure;
    List<Throwable> seen = new ArrayList<>();
    for (Throwable cause = failure;
        cause != null && !seen.contains(cause);
        cause = cause.getCause()) {
      seen.add(cause);
      root = cause;
    }
    return root;
  }

  /** The first line of what the exception itself says, or its name. */
  static String message(Throwable failure) {
    String message = firstLine(failure.getMessage());
    return message.isEmpty() ? failure.getClass().getSimpleName() : message;
  }

  private static String firstLine(@Nullable String message) {
    if (message == null) {
      return "";
    }
    String line = message.strip().lines().findFirst().orElse("").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }
}
