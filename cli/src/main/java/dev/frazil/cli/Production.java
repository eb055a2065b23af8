package dev.frazil.cli;

import dev.frazil.cli.events.EventStream;
import dev.frazil.cli.events.MovieEvent;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends so many events at a pace in a thread of its own. What it expects of them may be read once
 * it is done.
 */
final class Production implements AutoCloseable {
  private final EventStream stream;
  private final EventSender sender;
  private final double rate;
  private final long count;
  private final ExpectedFates expected = new ExpectedFates();
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
  private final Thread thread;

  private Production(EventStream stream, EventSender sender, double rate, long count) {
    this.stream = stream;
    this.sender = sender;
    this.rate = rate;
    this.count = count;
    this.thread = new Thread(this::run, "produce");
    thread.setDaemon(true);
  }

  /** Begins; a rate of 0 is as fast as it goes. */
  static Production start(EventStream stream, EventSender sender, double rate, long count) {
    Production production = new Production(stream, sender, rate, count);
    production.thread.start();
    return production;
  }

  /** Whether all events are sent and acknowledged; fails if one could not be sent. */
  boolean isDone() {
    if (thread.isAlive()) {
      return false;
    }
    RuntimeException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
    return true;
  }

  /** What must become of the events; only when {@link #isDone()}. */
  ExpectedFates expected() {
    if (thread.isAlive()) {
      throw new IllegalStateException("Cannot tell what to expect: events are still being sent");
    }
    return expected;
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    try {
      Pace pace = Pace.perSecond(rate);
      for (long sent = 0; sent < count && !Thread.currentThread().isInterrupted(); sent++) {
        pace.await();
        MovieEvent event = stream.next();
        sender.send(event);
        expected.add(event);
      }
      sender.flush();
    } catch (RuntimeException e) {
      failure.set(e);
    }
  }
}
