package dev.frazil.transforms.route;

import com.google.re2j.Matcher;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Texts that lead to topics. A name has to be one that Kafka allows: nothing in it is changed, so
 * that two texts meet on a topic only where the pattern and the template say so. Immutable.
 */
public final class TopicNames implements Destinations<String> {
  private static final int LONGEST = 249;
  private static final String EXPECTED = "expected 1 to 249 of A-Z a-z 0-9 . _ -";

  private final @Nullable NamePattern pattern;
  private final NameTemplate template;
  private final Set<String> allowed;
  private final @Nullable NamePattern allowedPattern;

  /**
   * The topics that texts lead to.
   *
   * @param pattern that a text has to fit; null where any does
   * @param destination the topic, with {@code $0} for the text and {@code $1} for a group
   * @param allowed topics that records may go to
   * @param allowedPattern of more that they may go to; with neither they may go to any
   * @throws IllegalArgumentException if the destination is none
   */
  public TopicNames(
      @Nullable NamePattern pattern,
      String destination,
      Set<String> allowed,
      @Nullable NamePattern allowedPattern) {
    this.pattern = pattern;
    this.template = NameTemplate.parse(destination, pattern == null ? 0 : pattern.groups());
    this.allowed = Set.copyOf(allowed);
    this.allowedPattern = allowedPattern;
  }

  @Override
  public String of(String text) {
    Matcher matcher = pattern == null ? null : pattern.matcher(text);
    if (matcher != null && !matcher.matches()) {
      throw new IllegalArgumentException(Shown.of(text) + " does not fit " + pattern);
    }
    String name = template.fill(text, matcher);
    requireLegal(name);
    if (!isAllowed(name)) {
      throw new IllegalArgumentException(Shown.of(name) + " is not among the allowed names");
    }
    return name;
  }

  private boolean isAllowed(String name) {
    return (allowed.isEmpty() && allowedPattern == null)
        || allowed.contains(name)
        || (allowedPattern != null && allowedPattern.fits(name));
  }

  private static void requireLegal(String name) {
    if (name.isEmpty()
        || name.length() > LONGEST
        || name.equals(".")
        || name.equals("..")
        || !NameCharacters.TOPIC.areAll(name)) {
      throw new IllegalArgumentException(
          Shown.of(name)
              + " is no name"
              + NameCharacters.TOPIC.offence(name)
              + " ("
              + EXPECTED
              + ")");
    }
  }
}
