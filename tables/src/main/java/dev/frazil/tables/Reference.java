package dev.frazil.tables;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** References to config providers: {@code ${provider:path:key}}. */
public final class Reference {

  private static final Pattern FORM = Pattern.compile("\\$\\{[^}:]+:[^}]+}");

  private Reference() {}

  /** Whether the text is one reference and nothing else. */
  public static boolean is(String text) {
    return FORM.matcher(text.trim()).matches();
  }

  /** The first reference in a text. */
  public static Optional<String> in(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
  }
}
