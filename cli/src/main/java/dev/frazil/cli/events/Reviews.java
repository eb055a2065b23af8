package dev.frazil.cli.events;

import java.util.List;

/**
 * What people write about movies: English and Polish, with quotes, line breaks, accents and an
 * emoji.
 */
final class Reviews {
  private static final List<String> OPENINGS =
      List.of(
          "Loved it.",
          "Not for me.",
          "Better than the trailer promised.",
          "The \"director's cut\" is the one to watch.",
          "Zażółć gęślą jaźń!",
          "Świetny film, polecam każdemu.",
          "Nudny początek, za to końcówka rewelacyjna.",
          "Trzy godziny i ani chwili za długo.",
          "Très beau.",
          "10/10 \uD83C\uDF7F");
  private static final List<String> DETAILS =
      List.of(
          "The score alone is worth the ticket.",
          "The second act drags a little.",
          "Seen it twice; will see it again.",
          "Scenografia i zdjęcia najwyższej próby.",
          "Dźwięk w kinie był za głośny.",
          "Path to the good copy: C:\\movies\\best.");

  private Reviews() {}

  static String write(Dice dice) {
    StringBuilder review = new StringBuilder(dice.pick(OPENINGS));
    for (int sentences = dice.below(3); sentences > 0; sentences--) {
      review.append(dice.chance(0.2) ? '\n' : ' ').append(dice.pick(DETAILS));
    }
    return review.toString();
  }
}
