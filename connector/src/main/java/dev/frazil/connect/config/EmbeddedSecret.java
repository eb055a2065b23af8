package dev.frazil.connect.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A secret inside a value that is none as a whole: the password in a URI. */
final class EmbeddedSecret {

  private static final Pattern USER_INFO = Pattern.compile("://[^/@:\\s]*:([^/@\\s]+)@");
  private static final Pattern PARAMETER =
      Pattern.compile("(?i)[?&;](?:password|passwd|secret|token|sig|access_token)=([^&;\\s]+)");

  private EmbeddedSecret() {}

  static Optional<String> find(String value) {
    for (Pattern pattern : new Pattern[] {USER_INFO, PARAMETER}) {
      Matcher matcher = pattern.matcher(value);
      if (matcher.find()) {
        return Optional.of(matcher.group(1));
      }
    }
    return Optional.empty();
  }
}
