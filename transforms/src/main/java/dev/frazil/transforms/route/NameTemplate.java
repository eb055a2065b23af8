package dev.frazil.transforms.route;

import com.google.re2j.Matcher;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A name with places for what a pattern has found: {@code events_$1}. {@code $0} is all of it,
 * {@code $1} its first group, {@code $$} a dollar. Immutable.
 */
final class NameTemplate {
  private static final int NO_GROUP = -1;

  /** Plain text, and then a group unless that is -1. */
  private record Piece(String text, int group) {}

  private final List<Piece> pieces;

  private NameTemplate(List<Piece> pieces) {
    this.pieces = List.copyOf(pieces);
  }

  /**
   * The template that {@code text} stands for.
   *
   * @param groups how many groups the pattern has
   * @throws IllegalArgumentException if it is none, or names a group that is not there
   */
  static NameTemplate parse(String text, int groups) {
    List<Piece> pieces = new ArrayList<>();
    StringBuilder plain = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '$') {
        plain.append(c);
      } else if (at < text.length() && text.charAt(at) == '$') {
        plain.append('$');
        at++;
      } else {
        int end = endOfNumber(text, at);
        pieces.add(new Piece(plain.toString(), group(text, at, end, groups)));
        plain.setLength(0);
        at = end;
      }
    }
    pieces.add(new Piece(plain.toString(), NO_GROUP));
    return new NameTemplate(pieces);
  }

  /** The name for a text that fits; the matcher is null where no pattern was asked for. */
  String fill(String text, @Nullable Matcher fitting) {
    StringBuilder name = new StringBuilder();
    for (Piece piece : pieces) {
      name.append(piece.text);
      if (piece.group != NO_GROUP) {
        String found = fitting == null ? text : fitting.group(piece.group);
        name.append(found == null ? "" : found);
      }
    }
    return name.toString();
  }

  private static int endOfNumber(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private static int group(String text, int from, int end, int groups) {
    try {
      int group = Integer.parseInt(text.substring(from, end));
      if (group <= groups) {
        return group;
      }
    } catch (NumberFormatException e) {
      // No number, or one that no pattern has groups for: the message is the same.
    }
    throw new IllegalArgumentException(
        "Invalid destination: "
            + Shown.of(text)
            + (groups == 0
                ? " (expected a name in which $0 stands for what decides)"
                : " (expected a name in which $0 to $"
                    + groups
                    + " stand for what the pattern has found)"));
  }
}
