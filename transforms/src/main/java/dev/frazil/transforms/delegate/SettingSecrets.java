package dev.frazil.transforms.delegate;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Takes the secrets among the settings of a converter out of text that people will read. */
public final class SettingSecrets {
  private static final String HIDDEN = "[hidden]";

  /** Shorter ones would blot out ordinary text and protect nothing. */
  private static final int SHORTEST = 3;

  private static final List<String> SECRET_NAMES =
      List.of("password", "secret", "token", "credential", "user.info", "jaas", "api.key", "sasl");

  private static final Pattern USER_INFO = Pattern.compile("(//)[^/@\\s]+(@)");
  private static final Pattern BEARER = Pattern.compile("(?i)((?:bearer|basic)\\s+)[^\\s\"',;]+");

  private final List<String> secrets;

  private SettingSecrets(List<String> secrets) {
    this.secrets = secrets;
  }

  /** Knows the secrets by the names of their settings. */
  public static SettingSecrets of(Map<String, ?> settings) {
    Set<String> secrets =
        new TreeSet<>(
            Comparator.comparingInt(String::length).reversed().thenComparing(text -> text));
    settings.forEach(
        (name, value) -> {
          if (value instanceof String text && isSecret(name)) {
            add(text, secrets);
            add(text.substring(text.indexOf(':') + 1), secrets);
          }
        });
    return new SettingSecrets(List.copyOf(secrets));
  }

  /** The text without any of them, and without what looks like one. */
  public String hideIn(String text) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, HIDDEN);
    }
    clean = USER_INFO.matcher(clean).replaceAll("$1" + HIDDEN + "$2");
    return BEARER.matcher(clean).replaceAll("$1" + HIDDEN);
  }

  private static boolean isSecret(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replace('-', '.').replace('_', '.');
    return SECRET_NAMES.stream().anyMatch(plain::contains);
  }

  private static void add(String text, Set<String> secrets) {
    String secret = text.strip();
    boolean isSwitch = secret.equals("true") || secret.equals("false");
    if (secret.length() >= SHORTEST && !isSwitch) {
      secrets.add(secret);
    }
  }
}
