package dev.frazil.transforms.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/** Contracts and events that nobody would write: each is taken or refused, and nothing breaks. */
class ContractFuzzTest {
  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "null",
    "true",
    "-",
    "1e999",
    "0",
    "\u0000",
    "ż",
    "$ref",
    "\"type\"",
    "\"object\"",
    "\"#\"",
    "\"x-frazil-type\":\"json\"",
    "\"x-frazil-column\":false",
    "\"x-frazil-unknown\":\"capture\"",
    "\"x-frazil-null\":\"absent\"",
    "\"$id\":\"::\"",
    "\"x-frazil-reason\":\"wrong_type\"",
    "\"pattern\":\"(\"",
    "\"pattern\":\"(a*)*$\"",
    "{}",
    "[]"
  };

  @Property(tries = 3_000)
  void aContractCompilesOrIsRefusedByItsPlace(@ForAll long seed) {
    Random random = new Random(seed);
    RandomJson json = new RandomJson(seed);
    String contract = json.contract();
    String given = random.nextInt(3) == 0 ? damaged(contract, random) : contract;

    EventContract compiled = compiled(given);
    Statistics.label("compiles").collect(compiled != null);
    if (compiled != null) {
      EventReader reader = compiled.reader(10_000);
      for (int i = 0; i < 5; i++) {
        String event = "{\"b\":" + json.value(3) + ",\"c\":" + json.value(3) + "}";
        String sent = random.nextInt(4) > 0 ? event : damaged(event, random);
        EventOutcome outcome = reader.read(sent.getBytes(StandardCharsets.UTF_8));
        Statistics.label("accepted").collect(outcome instanceof EventStruct);
        assertThat(outcome.toString()).isNotEmpty();
      }
    }
  }

  @Property(tries = 2_000)
  void anEventIsAcceptedOrRejectedWhateverItsBytes(@ForAll byte[] noise, @ForAll long seed) {
    EventReader reader = EventContract.compile(ContractFiles.read("events_ratings")).reader(1_000);
    Random random = new Random(seed);
    byte[] event =
        "{\"event_id\":\"3f1c0cb8-2837-44c9-8a5d-0b6ee85256eb\",\"rating\":4.5}"
            .getBytes(StandardCharsets.UTF_8);
    for (byte each : noise) {
      event[random.nextInt(event.length)] = each;
    }

    assertThat(reader.read(noise)).isInstanceOf(RejectedEvent.class);
    assertThat(reader.read(event)).isInstanceOf(RejectedEvent.class);
  }

  private static @Nullable EventContract compiled(String json) {
    try {
      return EventContract.compile(json);
    } catch (ContractException e) {
      assertThat(e).hasMessageStartingWith("Cannot compile contract at $");
      return null;
    }
  }

  private static String damaged(String text, Random random) {
    StringBuilder damaged = new StringBuilder(text);
    int wounds = 1 + random.nextInt(3);
    for (int i = 0; i < wounds; i++) {
      int at = random.nextInt(damaged.length());
      int end = Math.min(damaged.length(), at + random.nextInt(4));
      damaged.replace(at, end, PIECES[random.nextInt(PIECES.length)]);
    }
    return damaged.toString();
  }
}
