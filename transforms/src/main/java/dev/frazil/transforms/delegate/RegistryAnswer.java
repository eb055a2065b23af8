package dev.frazil.transforms.delegate;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a registry answered, as far as an exception of its client tells. A web server that is no
 * registry, or a path that is none of its, answers 404 too; only what the registry itself says of a
 * schema is taken for its word: Confluent's error codes ({@code error_code} in the answer's body)
 * and the names of errors by Apicurio's (there, {@code name}).
 *
 * @param status of HTTP; 0 when there is none
 * @param isUnknownSchema whether the registry says that it has no such schema
 */
record RegistryAnswer(int status, boolean isUnknownSchema) {
  private static final int NOT_FOUND = 404;
  private static final int LEAST_STATUS = 400;
  private static final int GREATEST_STATUS = 599;

  /** What clients of registries call the HTTP status of an exception of theirs. */
  private static final List<String> STATUS_METHODS =
      List.of("getResponseStatusCode", "getStatusCode", "getStatus");

  /** Subject, version and schema not found, as Confluent's interface numbers them. */
  private static final Set<Integer> UNKNOWN_CODES = Set.of(40_401, 40_402, 40_403);

  /** The same as Apicurio's interface names them; version 2 of its client has a class for each. */
  private static final Set<String> UNKNOWN_NAMES =
      Set.of("ArtifactNotFoundException", "ContentNotFoundException", "VersionNotFoundException");

  private static final String APICURIO_CLIENT = "io.apicurio.registry.rest.client.";
  private static final String APICURIO_2_EXCEPTIONS = APICURIO_CLIENT + "exception.";

  /** What this exception tells, not what its causes do. */
  static RegistryAnswer of(Throwable failure) {
    String className = failure.getClass().getName();
    if (className.startsWith("java.")) {
      return new RegistryAnswer(0, false);
    }
    int status = status(failure);
    return new RegistryAnswer(
        status,
        isApicurio2(className) || (status == NOT_FOUND && namesUnknownSchema(failure, className)));
  }

  private static boolean isApicurio2(String className) {
    return className.startsWith(APICURIO_2_EXCEPTIONS)
        && UNKNOWN_NAMES.contains(className.substring(APICURIO_2_EXCEPTIONS.length()));
  }

  private static boolean namesUnknownSchema(Throwable failure, String className) {
    return UNKNOWN_CODES.contains(number(failure, "getErrorCode"))
        || (className.startsWith(APICURIO_CLIENT)
            && call(failure, "getName") instanceof String name
            && UNKNOWN_NAMES.contains(name));
  }

  /**
   * What an exception of version 2 of Apicurio's client tells instead of a message: the class of
   * what kept it from asking; null for any other exception.
   */
  static @Nullable String nameOfError(Throwable failure) {
    Object error = apicurio2Error(failure);
    return error != null && call(error, "getName") instanceof String name ? name : null;
  }

  private static int status(Throwable failure) {
    for (String method : STATUS_METHODS) {
      int status = number(failure, method);
      if (isStatus(status)) {
        return status;
      }
    }
    Object error = apicurio2Error(failure);
    int code = error == null ? 0 : number(error, "getErrorCode");
    return isStatus(code) ? code : 0;
  }

  private static boolean isStatus(int number) {
    return number >= LEAST_STATUS && number <= GREATEST_STATUS;
  }

  /** The body of an answer; without a code when the client made it up because there was none. */
  private static @Nullable Object apicurio2Error(Throwable failure) {
    return failure.getClass().getName().startsWith(APICURIO_2_EXCEPTIONS)
        ? call(failure, "getError")
        : null;
  }

  private static int number(Object of, String method) {
    return call(of, method) instanceof Integer number ? number : 0;
  }

  /** What a getter answers; null when there is none. */
  private static @Nullable Object call(Object of, String name) {
    try {
      Method method = of.getClass().getMethod(name);
      return method.invoke(of);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
