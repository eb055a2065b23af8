package dev.frazil.tables;

import java.util.List;
import java.util.regex.Pattern;

/** Secrets inside a value that is none as a whole: the passwords in an address. */
public final class EmbeddedSecrets {

  private static final List<Pattern> FORMS =
      List.of(
          Pattern.compile("//[^/@:\\s]*:([^/@\\s]+)@"),
          Pattern.compile(
              "(?i)[?&;,(](?:password|passwd|pwd|secret|token|sig|access_token)=([^&;,)\\s]+)"),
          Pattern.compile("(?i)jdbc:oracle:[a-z0-9]+:[^:/@]+/([^/@]+)@"));

  private EmbeddedSecrets() {}

  /** The secrets, in no order. */
  public static List<String> in(String value) {
    return FORMS.stream()
        .flatMap(form -> form.matcher(value).results())
        .map(match -> match.group(1))
        .toList();
  }
}
