package dev.frazil.cli.events;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An endless stream of movie events. The same mix, seed and start give the same events, byte for
 * byte, on every machine. Not thread-safe.
 */
public final class EventStream {
  private static final int SESSIONS = 64;
  private static final int MOVIES = 1000;
  private static final int REMEMBERED = 256;
  private static final double NULL_KEY_RATIO = 0.001;

  private final EventMix mix;
  private final Instant start;
  private final Dice dice;
  private final Zipf movies = new Zipf(MOVIES, 1.0);
  private final TopicChoice topics;
  private final BadTurns badTurns;
  private final List<UserSession> sessions = new ArrayList<>(SESSIONS);
  private final MovieEvent[] remembered = new MovieEvent[REMEMBERED];
  private int good;
  private long sequence;

  private EventStream(EventMix mix, long seed, Instant start) {
    this.mix = mix;
    this.start = start;
    this.dice = new Dice(seed);
    this.topics = new TopicChoice(mix.topics());
    this.badTurns = new BadTurns(mix.badKinds(), mix.topics(), dice);
    for (int i = 0; i < SESSIONS; i++) {
      sessions.add(new UserSession(dice, movies));
    }
  }

  /**
   * A new stream.
   *
   * @param start the event time of the first event; each further one is {@link EventMix#gap()}
   *     later
   */
  public static EventStream of(EventMix mix, long seed, Instant start) {
    return new EventStream(mix, seed, start);
  }

  /** The next event. */
  public MovieEvent next() {
    Instant now = start.plus(mix.gap().multipliedBy(sequence));
    MovieEvent event;
    if (dice.chance(mix.badRatio())) {
      event = bad(now);
    } else if (good > 0 && dice.chance(mix.repeatRatio())) {
      event = repeated();
    } else {
      event = good(now);
    }
    sequence++;
    return event;
  }

  private MovieEvent good(Instant now) {
    MovieTopic topic = topics.next(dice);
    Drafted drafted = draft(topic, now);
    MovieEvent event =
        new MovieEvent(
            sequence,
            drafted.id,
            topic,
            drafted.key,
            drafted.draft.utf8(),
            drafted.eventTime,
            new Fate.Silver(),
            false);
    remembered[good % REMEMBERED] = event;
    good++;
    return event;
  }

  private MovieEvent bad(Instant now) {
    BadKind kind = badTurns.next();
    MovieTopic preferred = topics.next(dice);
    MovieTopic topic = badTurns.topicFor(kind, preferred);
    Drafted drafted = draft(topic, now);
    return new MovieEvent(
        sequence,
        drafted.id,
        topic,
        drafted.key,
        kind.spoil(drafted.draft, dice),
        drafted.eventTime,
        new Fate.Rejected(kind),
        false);
  }

  private MovieEvent repeated() {
    MovieEvent first = remembered[dice.below(Math.min(good, REMEMBERED))];
    return new MovieEvent(
        sequence,
        first.id(),
        first.topic(),
        first.key(),
        first.value(),
        first.eventTime(),
        first.fate(),
        true);
  }

  private Drafted draft(MovieTopic topic, Instant now) {
    int place = dice.below(SESSIONS);
    UserSession session = sessions.get(place);
    if (session.over()) {
      session = new UserSession(dice, movies);
      sessions.set(place, session);
    }
    String id = dice.uuid();
    Instant eventTime = now.minus(delay()).truncatedTo(ChronoUnit.MICROS);
    byte @Nullable [] key =
        dice.chance(NULL_KEY_RATIO)
            ? null
            : Long.toString(session.userId()).getBytes(StandardCharsets.US_ASCII);
    return new Drafted(id, key, eventTime, session.act(topic, id, eventTime, dice));
  }

  /** How long the event was on its way, in whole microseconds. */
  private Duration delay() {
    if (dice.chance(mix.lateRatio())) {
      return dice.chance(0.9)
          ? Duration.ofSeconds(dice.between(60, 2 * 3600))
          : Duration.ofSeconds(dice.between(2 * 3600, 26 * 3600));
    }
    long micros = dice.between(0, 999);
    return dice.chance(mix.disorderRatio())
        ? Duration.ofNanos(1000 * (micros + dice.between(1_000_000, 30_000_000)))
        : Duration.ofNanos(1000 * micros);
  }

  @SuppressWarnings("ArrayRecordComponent") // Lives for one event.
  private record Drafted(String id, byte @Nullable [] key, Instant eventTime, EventDraft draft) {}
}
