package dev.frazil.cli.events;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * One person at one device: watches a few movies, clicks around, rates now and then. Movies are
 * ranks of popularity, so movie 1 is the most popular one.
 */
final class UserSession {
  private static final List<String> DEVICES =
      List.of("mobile", "mobile", "web", "web", "tv", "tablet");
  private static final List<String> CLICKS =
      List.of("trailer", "poster", "title", "recommendation");
  private static final ZoneOffset WARSAW_IN_SUMMER = ZoneOffset.ofHours(2);

  private final long userId;
  private final String sessionId;
  private final String device;
  private final Zipf movies;
  private long movieId;
  private int actionsLeft;

  UserSession(Dice dice, Zipf movies) {
    this.userId = dice.between(1, 50_000);
    this.sessionId = dice.uuid();
    this.device = dice.pick(DEVICES);
    this.movies = movies;
    this.movieId = movies.rank(dice);
    this.actionsLeft = 1 + dice.below(24);
  }

  long userId() {
    return userId;
  }

  boolean over() {
    return actionsLeft <= 0;
  }

  /** A good event of this session. */
  EventDraft act(MovieTopic topic, String eventId, Instant eventTime, Dice dice) {
    actionsLeft--;
    if (dice.chance(0.4)) {
      movieId = movies.rank(dice);
    }
    EventDraft draft =
        new EventDraft(topic)
            .text("event_id", eventId)
            .text("event_type", topic.eventType())
            .text("event_ts", timestamp(eventTime, dice))
            .number("user_id", userId)
            .json("movie_id", dice.chance(0.002) ? movieId + ".0" : Long.toString(movieId));
    switch (topic) {
      case VIEWS -> view(draft, dice);
      case CLICKS -> click(draft, dice);
      case RATINGS -> rating(draft, dice);
    }
    return draft;
  }

  private void view(EventDraft draft, Dice dice) {
    if (dice.chance(0.95)) {
      draft.text("session_id", sessionId);
    }
    if (dice.chance(0.9)) {
      draft.text("device_type", device);
    }
    if (dice.chance(0.9)) {
      draft.text("page_url", "https://movies.example/watch/" + movieId);
    }
  }

  private void click(EventDraft draft, Dice dice) {
    if (dice.chance(0.95)) {
      draft.text("click_type", dice.pick(CLICKS));
    }
    if (dice.chance(0.95)) {
      draft.text("session_id", sessionId);
    }
    if (dice.chance(0.5)) {
      draft.text("referrer", "https://movies.example/top?place=" + (1 + dice.below(100)));
    }
  }

  private static void rating(EventDraft draft, Dice dice) {
    int halves = Math.max(1, (dice.below(11) + dice.below(11) + 3) / 2);
    draft.json("rating", Double.toString(Math.min(halves, 10) / 2.0));
    if (dice.chance(0.4)) {
      draft.text("review_text", Reviews.write(dice));
    }
  }

  private static String timestamp(Instant eventTime, Dice dice) {
    return dice.chance(0.1)
        ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(eventTime.atOffset(WARSAW_IN_SUMMER))
        : eventTime.toString();
  }
}
