package dev.frazil.tables;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The secrets among some properties, so that they can be kept out of messages. */
final class SecretValues {

  private static final String HIDDEN = "***";
  private static final Pattern SECRET_KEY =
      Pattern.compile("secret|password|passwd|pwd|token|credential|sas-|account-key|access-key");
  private static final List<String> PLAIN_ENDINGS =
      List.of("-enabled", "-ms", "-type", "uri", "endpoint", "provider");
  private static final Set<String> PLAIN_VALUES = Set.of("", "true", "false");
  private static final Pattern IN_ADDRESS =
      Pattern.compile(
          "//[^/@:]*:([^/@]+)@|(?i:password|pwd|token|secret)=([^&;,)\\s]+)|:[^:/@]+/([^/@]+)@");

  private final List<String> secrets;

  private SecretValues(List<String> secrets) {
    this.secrets = secrets;
  }

  static SecretValues among(Map<String, String> properties) {
    Stream<String> whole =
        properties.entrySet().stream()
            .filter(property -> isSecret(property.getKey()))
            .map(Map.Entry::getValue);
    Stream<String> parts = properties.values().stream().flatMap(SecretValues::inAddress);
    return new SecretValues(
        Stream.concat(whole, parts)
            .filter(value -> !PLAIN_VALUES.contains(value))
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList());
  }

  /** {@code text} with stars in the place of each secret. */
  String removedFrom(String text) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, HIDDEN);
    }
    return clean;
  }

  /** Whether a message of {@code failure} or of what caused it holds a secret. */
  boolean areIn(Throwable failure) {
    return new FailureChain(failure)
        .messages()
        .anyMatch(message -> !removedFrom(message).equals(message));
  }

  private static boolean isSecret(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    return SECRET_KEY.matcher(lower).find() && PLAIN_ENDINGS.stream().noneMatch(lower::endsWith);
  }

  private static Stream<String> inAddress(String value) {
    return IN_ADDRESS.matcher(value).results().flatMap(SecretValues::groups);
  }

  private static Stream<String> groups(MatchResult match) {
    return Stream.of(1, 2, 3).map(match::group).filter(Objects::nonNull);
  }
}
