package dev.frazil.tables;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which addresses may be named in catalog properties. */
final class UriRules {

  private static final List<String> URI_ENDINGS =
      List.of("uri", "url", "endpoint", "host", "hostname");
  private static final Pattern UNSAFE = Pattern.compile("[\\s\\p{Cntrl}\\\\]");
  private static final Pattern ABSOLUTE = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*)://?(.*)");
  private static final Pattern HOST =
      Pattern.compile("(?:[^/?#]*@)?(\\[[^\\]]*\\]|[^/?#:]*)[:/?#]?.*");
  private static final Set<String> SCHEMES = Set.of("http", "https", "thrift");

  private UriRules() {}

  /** Whether the value of {@code key} is an address that something connects to. */
  static boolean appliesTo(String key, String value) {
    String lower = key.toLowerCase(Locale.ROOT);
    return URI_ENDINGS.stream().anyMatch(lower::endsWith)
        || lower.startsWith("adls.connection-string.")
        || value.regionMatches(true, 0, "http", 0, 4)
        || value.regionMatches(true, 0, "jdbc:", 0, 5);
  }

  /** What is wrong with {@code value} as the value of {@code key}, if anything. */
  static Optional<String> violation(String key, String value, Set<String> extraHosts) {
    if (UNSAFE.matcher(value).find()) {
      return Optional.of(
          "Invalid "
              + key
              + ": it has a blank, a control character or a backslash"
              + " (expected an address without)");
    }
    if (value.regionMatches(true, 0, "jdbc:", 0, 5)) {
      return JdbcRules.violation(key, value, extraHosts);
    }
    return Arrays.stream(value.split(",", -1))
        .flatMap(address -> addressViolation(key, address, extraHosts).stream())
        .findFirst();
  }

  private static Optional<String> addressViolation(
      String key, String address, Set<String> extraHosts) {
    Matcher absolute = ABSOLUTE.matcher(address);
    if (!absolute.matches()) {
      return key.equals("uri")
          ? Optional.of(
              "Invalid uri: no scheme (expected http://, https://, thrift:// or jdbc:...)")
          : hostViolation(key, host(address), extraHosts);
    }
    String scheme = absolute.group(1);
    if (!SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))) {
      return Optional.of(
          "Invalid "
              + key
              + ": scheme "
              + Shown.of(scheme)
              + " (expected http, https, thrift or jdbc)");
    }
    return hostViolation(key, host(absolute.group(2)), extraHosts);
  }

  /** What is wrong with connecting to {@code host}, if anything. */
  static Optional<String> hostViolation(String key, String host, Set<String> extraHosts) {
    boolean allowed = extraHosts.stream().anyMatch(h -> normal(h).equals(normal(host)));
    if (allowed || !HostRules.isForbidden(host)) {
      return Optional.empty();
    }
    return Optional.of(
        "Invalid "
            + key
            + ": host "
            + Shown.of(host)
            + " (expected one that is neither link-local nor a metadata service, or one that is"
            + " allowed by its name)");
  }

  static String withoutBrackets(String host) {
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    return bracketed ? host.substring(1, host.length() - 1) : host;
  }

  /** {@code address} with its percent escapes resolved, as far as they are well formed. */
  static String decoded(String address) {
    try {
      return URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return address;
    }
  }

  private static String host(String afterScheme) {
    Matcher host = HOST.matcher(afterScheme.replaceFirst("^/+", ""));
    return host.matches() ? withoutBrackets(decoded(host.group(1))) : afterScheme;
  }

  private static String normal(String host) {
    return HostRules.normal(withoutBrackets(host));
  }
}
