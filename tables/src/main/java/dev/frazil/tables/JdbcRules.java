package dev.frazil.tables;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which database addresses and driver properties may be configured. Drivers can be told to load
 * classes, run scripts and read files; such parameters are refused.
 */
final class JdbcRules {

  private static final Set<String> DATABASES =
      Set.of("h2", "mariadb", "mysql", "postgresql", "sqlite", "sqlserver");
  private static final Set<String> FORBIDDEN =
      Set.of(
          "allowloadlocalinfile",
          "allowlocalinfile",
          "allowurlinlocalinfile",
          "autodeserialize",
          "enable_load_extension",
          "init",
          "loggerfile");
  private static final List<String> FORBIDDEN_ENDINGS =
      List.of(
          "authenticator",
          "callback",
          "class",
          "classname",
          "factory",
          "factoryarg",
          "impl",
          "interceptors",
          "listener",
          "logger",
          "plugin",
          "plugins",
          "provider",
          "serializer",
          "transform",
          "verifier");
  private static final Pattern DATABASE = Pattern.compile("(?is)jdbc:([^:]*).*");
  private static final Pattern PARAMETER = Pattern.compile("[?&;(,]\\s*([\\w.-]+)\\s*=");
  private static final Pattern BETWEEN_HOSTS = Pattern.compile("[/,@()=;?&\\s]+");

  private JdbcRules() {}

  /** What is wrong with {@code url} as the value of {@code key}, if anything. */
  static Optional<String> violation(String key, String url, Set<String> extraHosts) {
    String database = DATABASE.matcher(url).replaceFirst("$1").toLowerCase(Locale.ROOT);
    if (!DATABASES.contains(database)) {
      return Optional.of(
          "Invalid "
              + key
              + ": database "
              + Shown.of(database)
              + " (expected h2, mariadb, mysql, postgresql, sqlite or sqlserver)");
    }
    String decoded = UriRules.decoded(url);
    return PARAMETER
        .matcher(decoded)
        .results()
        .map(MatchResult::group)
        .map(parameter -> parameter.replaceAll("[?&;(,=\\s]", ""))
        .filter(JdbcRules::isForbidden)
        .findFirst()
        .map(parameter -> refused(key, parameter))
        .or(() -> forbiddenHost(key, decoded, extraHosts));
  }

  /** What is wrong with passing a property of that name to a driver, if anything. */
  static Optional<String> driverPropertyViolation(String key, String property) {
    return isForbidden(property) ? Optional.of(refused(key, property)) : Optional.empty();
  }

  private static boolean isForbidden(String parameter) {
    String name = parameter.toLowerCase(Locale.ROOT);
    return FORBIDDEN.contains(name) || FORBIDDEN_ENDINGS.stream().anyMatch(name::endsWith);
  }

  private static String refused(String key, String parameter) {
    return "Invalid "
        + key
        + ": parameter "
        + Shown.of(parameter)
        + " (expected none that makes the driver load classes, run scripts or read files)";
  }

  private static Optional<String> forbiddenHost(String key, String url, Set<String> extraHosts) {
    return Arrays.stream(BETWEEN_HOSTS.split(url))
        .flatMap(JdbcRules::hosts)
        .filter(token -> token.chars().anyMatch(c -> c == '.' || Character.isDigit(c)))
        .flatMap(host -> UriRules.hostViolation(key, host, extraHosts).stream())
        .findFirst();
  }

  /** The hosts that {@code token} may mean: as it stands, in its brackets, or before a port. */
  private static Stream<String> hosts(String token) {
    int bracket = token.indexOf(']');
    if (token.startsWith("[") && bracket > 0) {
      return Stream.of(token.substring(1, bracket));
    }
    int colon = token.indexOf(':');
    return colon < 0 ? Stream.of(token) : Stream.of(token, token.substring(0, colon));
  }
}
