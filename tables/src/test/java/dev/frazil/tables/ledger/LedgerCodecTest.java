package dev.frazil.tables.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerCodecTest {

  private static final StreamKey VIEWS_0 = new StreamKey("oHf2xg", "events_views", 0);
  private static final StreamKey VIEWS_1 = new StreamKey("oHf2xg", "events_views", 1);

  private static final String FUTURE =
      "{\"topics\":[{\"name\":\"a\",\"partitions\":[[0,0,9,-1,"
          + "{\"gaps\":[[3,4]],\"entryField\":{\"z\":1,\"a\":[1.50,1E+400,null]}}],"
          + "[1,0,9,-1,{\"note\":true}]],\"topicField\":18446744073709551616},"
          + "{\"name\":\"b\",\"partitions\":[],\"kept\":1}],"
          + "\"alsoNew\":\"za\\u017C\\u00F3\\u0142\\u0107\",\"rootField\":[]}";

  @Test
  void theFormatIsFinal() {
    Ledger ledger =
        Ledger.EMPTY.with(
            Map.of(
                VIEWS_0,
                LedgerEntry.of(0, 1200, 1763650000000L),
                VIEWS_1,
                LedgerEntry.of(5, 900, -1).withGap(new OffsetRange(7, 9)),
                new StreamKey("", "events_clicks", 10),
                LedgerEntry.of(0, 3, 17)));
    String text =
        "1:f4f8e446:{\"topics\":["
            + "{\"name\":\"events_clicks\",\"partitions\":[[10,0,3,17]]},"
            + "{\"name\":\"events_views\",\"id\":\"oHf2xg\",\"partitions\":["
            + "[0,0,1200,1763650000000],[1,5,900,-1,{\"gaps\":[[7,9]]}]]}]}";
    assertThat(LedgerCodec.encode(ledger)).isEqualTo(text);
    assertThat(LedgerCodec.decode(text)).isEqualTo(ledger);
  }

  @Test
  void theEmptyLedgerHasAText() {
    assertThat(LedgerCodec.encode(Ledger.EMPTY)).endsWith(":{\"topics\":[]}");
    assertThat(LedgerCodec.decode(LedgerCodec.encode(Ledger.EMPTY))).isEqualTo(Ledger.EMPTY);
  }

  @Test
  void fieldsOfLaterVersionsAreWrittenAgainAsTheyWere() {
    String text = SealedText.seal(FUTURE);
    assertThat(LedgerCodec.encode(LedgerCodec.decode(text))).isEqualTo(text);
  }

  @Test
  void fieldsOfLaterVersionsStayWhenAnEntryMovesOn() {
    StreamKey key = new StreamKey("", "a", 1);
    Ledger ledger = LedgerCodec.decode(SealedText.seal(FUTURE));
    LedgerEntry entry = ledger.entries().getOrDefault(key, LedgerEntry.of(0, 0, -1));
    Ledger moved = ledger.with(Map.of(key, entry.advancedTo(12, 5)));
    assertThat(LedgerCodec.encode(moved))
        .isEqualTo(
            SealedText.seal(
                FUTURE.replace("[1,0,9,-1,{\"note\":true}]", "[1,0,12,5,{\"note\":true}]")));
  }

  @Test
  void fieldsOfLaterVersionsCountInComparisons() {
    Ledger ledger = LedgerCodec.decode(SealedText.seal(FUTURE));
    for (String change : new String[] {"true", "1.50", "\"kept\":1", "alsoNew"}) {
      String other = FUTURE.replace(change, change.replace('1', '2').replace('e', 'f'));
      if (change.equals("true")) {
        other = FUTURE.replace("true", "false");
      }
      assertThat(LedgerCodec.decode(SealedText.seal(other))).isNotEqualTo(ledger);
    }
  }

  @Test
  void aThousandPartitionsStaySmall() {
    Map<StreamKey, LedgerEntry> entries = new TreeMap<>();
    for (int partition = 0; partition < 1000; partition++) {
      entries.put(
          new StreamKey("oHf2xgQ0S8mWAbcdefghij", "events_views", partition),
          LedgerEntry.of(0, 1_234_567_890L, 1_763_650_000_000L));
    }
    String text = LedgerCodec.encode(Ledger.EMPTY.with(entries));
    assertThat(text).hasSizeLessThan(33_000);
    assertThat(LedgerCodec.decode(text).entries()).isEqualTo(entries);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"topics\":[]                          | its body is not JSON at character 12",
        "[]                                      | its body is [] (expected an object)",
        "{}                                      | topics is missing (expected an array)",
        "{\"topics\":{}}                         | topics is {} (expected an array)",
        "{\"topics\":[1]}                        | a topic is 1 (expected an object)",
        "{\"topics\":[{\"partitions\":[]}]}      | name is missing (expected a text)",
        "{\"topics\":[{\"name\":7}]}             | name is 7 (expected a text)",
        "{\"topics\":[{\"name\":\"\"}]}          | the name of a topic is empty",
        "{\"topics\":[{\"name\":\"a\",\"id\":1}]}| id is 1 (expected a text)",
        "{\"topics\":[{\"name\":\"a\"}]}         | partitions is missing (expected an array)",
        "{\"topics\":[]}{}                       | its body is not JSON at character 13",
        "{\"topics\":[],\"topics\":[]}           | its body is not JSON at character 21",
      })
  void refusesAnotherShape(String body, String reason) {
    assertCorrupt(body, reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[]                | a partition of a is not an array of numbers",
        "7                 | a partition of a is not an array of numbers",
        "[0,0,9]           | a-0 has 3 elements (expected 4 or 5)",
        "[0,0,9,-1,{},0]   | a-0 has 6 elements (expected 4 or 5)",
        "[0,0,9,-1,7]      | the last element of a-0 is 7 (expected an object)",
        "[0,0,9,1.0]       | a-0 has 1.0 (expected an integer of 64 bits)",
        "[0,0,9,\"1\"]     | a-0 has \"1\" (expected an integer of 64 bits)",
        "[0,0,9223372036854775808,1] | a-0 has 9223372036854775808 (expected an integer of 64"
            + " bits)",
        "[-1,0,9,1]        | a partition is -1 (expected 0 to 2147483647)",
        "[2147483648,0,9,1]| a partition is 2147483648 (expected 0 to 2147483647)",
        "[0,9,8,1]         | a-0: Invalid end: 8 (expected at least the base 9)",
        "[0,0,9,1],[0,0,9,1] | partition a-0 is there twice",
        "[0,0,9,1,{\"gaps\":7}]         | gaps is 7 (expected an array)",
        "[0,0,9,1,{\"gaps\":[[1]]}]     | a gap is [1] (expected 2 numbers)",
        "[0,0,9,1,{\"gaps\":[[1,2,3]]}] | a gap is [1,2,3] (expected 2 numbers)",
        "[0,0,9,1,{\"gaps\":[[1,1]]}]   | a-0: Invalid range end: 1 (expected more than the start"
            + " 1)",
        "[0,0,9,1,{\"gaps\":[[1,2],[2,3]]}] | a-0: Invalid gap: [2, 3) (expected ascending gaps"
            + " that do not touch, inside [0, 9))",
      })
  void refusesWrongPartitions(String partitions, String reason) {
    assertCorrupt("{\"topics\":[{\"name\":\"a\",\"partitions\":[" + partitions + "]}]}", reason);
  }

  @Test
  void refusesATopicThatSaysTwoThings() {
    assertCorrupt(
        "{\"topics\":[{\"name\":\"a\",\"partitions\":[],\"x\":1},"
            + "{\"name\":\"a\",\"partitions\":[],\"x\":2}]}",
        "topic a is there twice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{}", "x:00000000:{}", "01:00000000:{}", "1:ABCDEF00:{}", "1:123:{}", "1:"})
  void refusesAnotherEnvelope(String text) {
    assertThatThrownBy(() -> LedgerCodec.decode(text))
        .isInstanceOf(CorruptLedgerException.class)
        .hasMessage(
            "Cannot read ledger: it begins with '" + text + "' (expected <version>:<crc>:<body>)");
  }

  @Test
  void showsLittleOfGarbage() {
    assertThatThrownBy(() -> LedgerCodec.decode("\0\n" + "x".repeat(30)))
        .hasMessage(
            "Cannot read ledger: it begins with '??xxxxxxxxxxxxxxxxxx...'"
                + " (expected <version>:<crc>:<body>)");
  }

  @Test
  void refusesANewerMajorVersionWithoutLookingFurther() {
    assertThatThrownBy(() -> LedgerCodec.decode("2:00000000:anything"))
        .isInstanceOf(CorruptLedgerException.class)
        .hasMessage("Cannot read ledger: version 2 is newer than this program (expected 1)");
  }

  @Test
  void refusesAWrongChecksum() {
    assertThatThrownBy(() -> LedgerCodec.decode("1:00000000:{\"topics\":[]}"))
        .isInstanceOf(CorruptLedgerException.class)
        .hasMessage("Cannot read ledger: the checksum of its body is 8fd2eb0d (expected 00000000)");
  }

  @Property
  void whatIsWrittenIsReadBack(@ForAll("ledgers") Ledger ledger) {
    String text = LedgerCodec.encode(ledger);
    assertThat(LedgerCodec.decode(text)).isEqualTo(ledger);
    assertThat(LedgerCodec.encode(LedgerCodec.decode(text))).isEqualTo(text);
    assertThat(text).matches("[\\x20-\\x7f]*");
  }

  @Property
  void anyChangeOfOneByteIsNoticed(
      @ForAll("ledgers") Ledger ledger,
      @ForAll int position,
      @ForAll @IntRange(min = 1, max = 255) int flip) {
    byte[] bytes = LedgerCodec.encode(ledger).getBytes(StandardCharsets.UTF_8);
    bytes[Math.floorMod(position, bytes.length)] ^= (byte) flip;
    String damaged = new String(bytes, StandardCharsets.UTF_8);
    assertThatThrownBy(() -> LedgerCodec.decode(damaged))
        .isInstanceOf(CorruptLedgerException.class);
  }

  @Property
  void noTextMakesItFailInAnotherWay(@ForAll String body) {
    assertThatThrownBy(() -> LedgerCodec.decode(SealedText.seal(body)))
        .isInstanceOf(CorruptLedgerException.class);
  }

  @Provide
  Arbitrary<Ledger> ledgers() {
    Arbitrary<Ledger> plain =
        Arbitraries.maps(keys(), entries()).ofMaxSize(6).map(Ledger.EMPTY::with);
    Arbitrary<Ledger> future =
        Arbitraries.maps(keys(), entries())
            .ofMaxSize(3)
            .map(LedgerCodec.decode(SealedText.seal(FUTURE))::with);
    return Arbitraries.oneOf(plain, future);
  }

  private static Arbitrary<StreamKey> keys() {
    return Combinators.combine(
            Arbitraries.of("", "id", "Zw-_9"),
            Arbitraries.oneOf(
                Arbitraries.of("a", "a.b", "\"", "\\", "\u0142\uD83D\uDE00"),
                Arbitraries.strings()
                    .all()
                    .ofMinLength(1)
                    .ofMaxLength(8)
                    .filter(LedgerCodecTest::isUnicode)),
            Arbitraries.integers().greaterOrEqual(0))
        .as(StreamKey::new);
  }

  private static boolean isUnicode(String text) {
    return StandardCharsets.UTF_16.newEncoder().canEncode(text);
  }

  private static Arbitrary<LedgerEntry> entries() {
    Arbitrary<Long> numbers = Arbitraries.longs().between(0, Long.MAX_VALUE / 4);
    return Combinators.combine(
            numbers,
            numbers,
            Arbitraries.longs().greaterOrEqual(-1),
            Arbitraries.integers().between(0, 3))
        .as(
            (base, length, time, gaps) -> {
              LedgerEntry entry = LedgerEntry.of(base, base + length, time);
              for (int i = 0; i < gaps; i++) {
                long start = entry.end();
                entry =
                    entry.withGap(new OffsetRange(start, start + 1 + i)).advancedTo(start + 9, -1);
              }
              return entry;
            });
  }

  private static void assertCorrupt(String body, String reason) {
    assertThatThrownBy(() -> LedgerCodec.decode(SealedText.seal(body)))
        .isInstanceOf(CorruptLedgerException.class)
        .hasMessage("Cannot read ledger: " + reason);
  }
}
