package dev.frazil.transforms.delegate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.connect.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * Judges what another converter threw, whose classes are not known here. What the registry answered
 * decides, wherever it stands in the chain of causes; else what tells of a network; else a class of
 * a client of registries. A chain that says nothing of these is the value's fault.
 */
public final class DelegateFailures {
  private static final int MOST_CAUSES = 20;

  /** Statuses of a registry that is away, overloaded or behind a gateway, for whatever schema. */
  private static final Set<Integer> AWAY = Set.of(408, 429, 502, 503, 504);

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
    for (Function<Throwable, @Nullable FailureVerdict> sign :
        List.<Function<Throwable, @Nullable FailureVerdict>>of(
            DelegateFailures::answered,
            DelegateFailures::unreached,
            DelegateFailures::ofRegistryClient)) {
      for (Throwable each : chain) {
        FailureVerdict verdict = sign.apply(each);
        if (verdict != null) {
          return verdict;
        }
      }
    }
    return new FailureVerdict.UnreadableValue(shown(chain.get(chain.size() - 1)));
  }

  /** The class of an exception and the first line of its message. */
  public static String shown(Throwable failure) {
    String message = failure.getMessage();
    String line = message == null ? "" : message.lines().findFirst().orElse("").strip();
    String name = failure.getClass().getSimpleName();
    if (line.isEmpty()) {
      String error = RegistryAnswer.nameOfError(failure);
      return error == null ? name : name + ": " + error;
    }
    return name + ": " + line;
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

  private static @Nullable FailureVerdict answered(Throwable failure) {
    RegistryAnswer answer = RegistryAnswer.of(failure);
    if (answer.isUnknownSchema()) {
      return new FailureVerdict.UnknownSchema(shown(failure));
    } else if (AWAY.contains(answer.status())) {
      return new FailureVerdict.NoAnswer(shown(failure));
    }
    return answer.status() > 0 ? new FailureVerdict.OtherAnswer(shown(failure)) : null;
  }

  /**
   * An exception that tells of a connection. Decoders throw subclasses of IOException that are not
   * listed here, such as that for the end of the bytes; the HTTP client of the JDK throws
   * IOException itself.
   */
  private static @Nullable FailureVerdict unreached(Throwable failure) {
    String name = failure.getClass().getName();
    boolean isUnreached =
        failure instanceof RetriableException
            || failure instanceof org.apache.kafka.common.errors.RetriableException
            || failure instanceof InterruptException
            || failure instanceof InterruptedException
            || failure instanceof java.util.concurrent.TimeoutException
            || failure.getClass() == IOException.class
            || NETWORK.stream().anyMatch(name::startsWith);
    return isUnreached ? new FailureVerdict.NoAnswer(shown(failure)) : null;
  }

  /**
   * An exception of a registry's client that tells no status: there was no answer, or no access.
   */
  private static @Nullable FailureVerdict ofRegistryClient(Throwable failure) {
    String name = failure.getClass().getName();
    return REGISTRY_CLIENTS.stream().anyMatch(name::startsWith)
        ? new FailureVerdict.NoAnswer(shown(failure))
        : null;
  }
}
