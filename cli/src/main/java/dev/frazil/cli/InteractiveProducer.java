package dev.frazil.cli;

import dev.frazil.cli.events.BadKind;
import dev.frazil.cli.events.EventMix;
import dev.frazil.cli.events.EventStream;
import dev.frazil.cli.events.MovieEvent;
import dev.frazil.cli.events.MovieTopic;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Sends what the user types, one record for each line, and says where it went. */
final class InteractiveProducer {
  private static final List<String> HELP =
      List.of(
          "Each line is sent as one value, byte for byte. Besides:",
          "  :good        send a good event",
          "  :bad KIND    send an event that is bad in this way (:kinds lists them)",
          "  :null        send a record without a value",
          "  :quit        end (or Ctrl-D)");

  private final String topic;
  private final EventSender sender;
  private final Screen screen;

  InteractiveProducer(String topic, EventSender sender, Screen screen) {
    this.topic = topic;
    this.sender = sender;
    this.screen = screen;
  }

  /** Reads until the end of the input or {@code :quit}. */
  void run(InputStream input) {
    screen.line("Type a value for " + topic + " and press Enter; :help for more.");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null && !line.strip().equals(":quit")) {
        act(line);
        line = lines.readLine();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read standard input: " + e.getMessage(), e);
    }
  }

  private void act(String line) {
    String typed = line.strip();
    if (typed.isEmpty()) {
      return;
    }
    if (!typed.startsWith(":")) {
      send(line.getBytes(StandardCharsets.UTF_8));
      return;
    }
    try {
      command(typed);
    } catch (IllegalArgumentException e) {
      screen.line(String.valueOf(e.getMessage()));
    }
  }

  private void command(String typed) {
    String[] words = typed.split("\\s+", 2);
    switch (words[0]) {
      case ":good" -> send(generated(0, Set.of()));
      case ":bad" -> send(generated(1, Set.of(BadKind.of(words.length == 2 ? words[1] : ""))));
      case ":null" -> send((byte @Nullable []) null);
      case ":kinds" -> {
        for (BadKind kind : BadKind.values()) {
          screen.line("  " + kind.label() + " -> " + kind.reason());
        }
      }
      case ":help" -> screen.lines(HELP);
      default -> screen.line("Invalid command: " + words[0] + " (expected :help to list them)");
    }
  }

  private MovieEvent generated(double badRatio, Set<BadKind> kinds) {
    EventMix mix = EventMix.REALISTIC.only(MovieTopic.of(topic)).bad(badRatio, kinds);
    return EventStream.of(mix, ThreadLocalRandom.current().nextLong(), Instant.now()).next();
  }

  private void send(MovieEvent event) {
    byte[] value = event.value();
    if (value != null) {
      screen.line("> " + new String(value, StandardCharsets.UTF_8));
    }
    sent(sender.sendAndWait(EventSender.record(event)));
  }

  private void send(byte @Nullable [] value) {
    sent(sender.sendAndWait(new ProducerRecord<>(topic, value)));
  }

  private void sent(RecordMetadata where) {
    screen.line("sent to " + where.topic() + "-" + where.partition() + "@" + where.offset());
  }
}
