package dev.frazil.transforms.delegate;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.connect.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * Judges what another converter threw, whose classes are not known here. The first exception of the
 * chain that says anything decides, from the outermost in: its HTTP status if it has one, else its
 * class. A chain that says nothing of a registry or a network is the value's fault.
 */
public final class DelegateFailures {
  private static final int MOST_CAUSES = 20;
  private static final int NOT_FOUND = 404;
  private static final int LEAST_STATUS = 400;
  private static final int GREATEST_STATUS = 599;

  /** What clients of registries call the HTTP status of an exception of theirs. */
  private static final Set<String> STATUS_METHODS =
      Set.of("getStatus", "getStatusCode", "getResponseStatusCode");

  private static final String NOT_FOUND_CLASS = "NotFoundException";

  /** Packages whose exceptions tell of a network, never of a value. */
  private static final List<String> NETWORK =
      List.of("java.net.", "java.nio.channels.", "javax.net.ssl.");

  /** Packages of clients of registries. */
  private static final List<String> REGISTRY_CLIENTS =
      List.of(
          "io.apicurio.registry.rest.client.",
          "io.apicurio.rest.client.",
          "io.confluent.kafka.schemaregistry.client.",
          "com.microsoft.kiota.");

  private DelegateFailures() {}

  /** Whose fault it is. */
  public static FailureVerdict judge(Throwable failure) {
    List<Throwable> chain = chain(failure);
    for (Throwable each : chain) {
      FailureVerdict verdict = judgeOne(each);
      if (verdict != null) {
        return verdict;
      }
    }
    return new FailureVerdict.UnreadableValue(shown(chain.get(chain.size() - 1)));
  }

  /** The class of an exception and the first line of its message. */
  public static String shown(Throwable failure) {
    String message = failure.getMessage();
    String line = message == null ? "" : message.lines().findFirst().orElse("").strip();
    String name = failure.getClass().getSimpleName();
    return line.isEmpty() ? name : name + ": " + line;
  }

  private static List<Throwable> chain(Throwable failure) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable each = failure;
        each != null && chain.size() < MOST_CAUSES;
        each = each.getCause()) {
      chain.add(each);
    }
    return chain;
  }

  private static @Nullable FailureVerdict judgeOne(Throwable failure) {
    String name = failure.getClass().getName();
    int status = status(failure);
    if (status == NOT_FOUND || (isForeign(name) && name.endsWith(NOT_FOUND_CLASS))) {
      return new FailureVerdict.UnknownSchema(shown(failure));
    }
    return status > 0 || isOutage(failure, name)
        ? new FailureVerdict.NoAnswer(shown(failure))
        : null;
  }

  /**
   * Whether the exception tells of a connection. Decoders throw subclasses of IOException that are
   * not listed here, such as that for the end of the bytes; the HTTP client of the JDK throws
   * IOException itself.
   */
  private static boolean isOutage(Throwable failure, String name) {
    return failure instanceof RetriableException
        || failure instanceof org.apache.kafka.common.errors.RetriableException
        || failure instanceof InterruptException
        || failure instanceof InterruptedException
        || failure instanceof java.util.concurrent.TimeoutException
        || failure.getClass() == IOException.class
        || NETWORK.stream().anyMatch(name::startsWith)
        || REGISTRY_CLIENTS.stream().anyMatch(name::startsWith);
  }

  private static boolean isForeign(String className) {
    return !className.startsWith("java.");
  }

  /** The HTTP status that the exception tells; 0 when it tells none. */
  private static int status(Throwable failure) {
    if (!isForeign(failure.getClass().getName())) {
      return 0;
    }
    for (Method method : failure.getClass().getMethods()) {
      if (method.getReturnType() == int.class
          && method.getParameterCount() == 0
          && STATUS_METHODS.contains(method.getName())) {
        int status = call(method, failure);
        if (status >= LEAST_STATUS && status <= GREATEST_STATUS) {
          return status;
        }
      }
    }
    return 0;
  }

  private static int call(Method method, Throwable failure) {
    try {
      return (int) method.invoke(failure);
    } catch (ReflectiveOperationException e) {
      return 0;
    }
  }
}
