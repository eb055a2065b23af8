package dev.frazil.tables;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the secrets of one configuration, or of the properties of one catalog, out of any text that
 * people will read.
 */
public final class SecretScrubber {

  private static final String HIDDEN = "[hidden]";

  /** Shorter parts would blot out ordinary text and protect nothing. */
  private static final int SHORTEST = 3;

  /** What is no secret whatever its key. */
  private static final Set<String> PLAIN = Set.of("true", "false");

  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
  private static final Pattern USER_INFO = Pattern.compile("(//[^/@:\\s]*:)([^/@\\s]+)(@)");
  private static final Pattern PARAMETER =
      Pattern.compile(
          "(?i)([?&;,(](?:password|passwd|pwd|secret|token|sig|access_token)=)([^&;,)\\s\"']+)");
  private static final Pattern BEARER = Pattern.compile("(?i)(bearer\\s+)([^\\s\"',;]+)");

  private final List<String> secrets;

  private SecretScrubber(List<String> secrets) {
    this.secrets = secrets;
  }

  /** Knows the secrets by their keys, and those inside addresses. */
  public static SecretScrubber of(Map<String, String> config) {
    Set<String> secrets =
        new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(s -> s));
    config.forEach(
        (key, value) -> {
          if (SecretKeys.isSecret(key)) {
            collect(value, secrets);
          } else {
            EmbeddedSecrets.in(value).forEach(secret -> collect(secret, secrets));
          }
        });
    return new SecretScrubber(List.copyOf(secrets));
  }

  /** The text without any secret. */
  public String scrub(String text) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, HIDDEN);
    }
    for (Pattern pattern : List.of(USER_INFO, PARAMETER, BEARER)) {
      clean = hideSecondGroup(pattern, clean);
    }
    return clean;
  }

  /** Whether a message of the failure or of what caused it holds a secret. */
  public boolean finds(Throwable failure) {
    return new FailureChain(failure)
        .messages()
        .anyMatch(message -> !scrub(message).equals(message));
  }

  private static void collect(String value, Set<String> secrets) {
    if (Reference.is(value)) {
      return;
    }
    add(value.trim(), secrets);
    int colon = value.indexOf(':');
    if (colon >= 0) {
      add(value.substring(colon + 1).trim(), secrets);
    }
    Matcher quoted = QUOTED.matcher(value);
    while (quoted.find()) {
      add(quoted.group(1), secrets);
    }
  }

  private static void add(String secret, Set<String> secrets) {
    if (secret.length() >= SHORTEST && !PLAIN.contains(secret)) {
      secrets.add(secret);
      secrets.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
    }
  }

  private static String hideSecondGroup(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group(1) + HIDDEN + (found.groupCount() > 2 ? found.group(3) : "")));
  }
}
