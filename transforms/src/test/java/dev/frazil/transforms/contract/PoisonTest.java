package dev.frazil.transforms.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.transforms.reject.Rejection;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that were made to do harm: each has its verdict, and none takes a second of CPU. */
class PoisonTest {
  private static final int MAX_BYTES = 64 << 20;
  private static final long A_SECOND = 1_000_000_000L;

  private final EventReader reader =
      EventContract.compile(
              """
              {"type": "object", "properties": {
                "text": {"type": "string", "maxLength": 10, "pattern": "^(a+)+$"},
                "long": {"type": "integer", "minimum": 0},
                "double": {"type": "number", "multipleOf": 0.5, "maximum": 1e300},
                "time": {"type": "string", "format": "date-time"}}}
              """)
          .reader(MAX_BYTES);

  @Test
  void deepNestingIsRejectedWithoutRecursion() {
    assertThat(verdict("{\"u\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"))
        .isEqualTo(
            "reason=too_deep path=$ v=1: more than 64 levels of objects and arrays at byte 68");
    assertThat(verdict("{\"u\":".repeat(10_000) + "1" + "}".repeat(10_000)))
        .startsWith("reason=too_deep path=$ ");
    assertThat(verdict("[".repeat(10_000))).startsWith("reason=too_deep path=$ ");
    assertThat(verdict("{\"long\":" + "[".repeat(10_000))).startsWith("reason=too_deep path=$ ");
  }

  @Test
  void nestingUpToTheLimitIsTaken() {
    assertThat(verdict("{\"u\":" + "[".repeat(63) + "]".repeat(63) + "}")).isEqualTo("accepted");
    assertThat(verdict("{\"u\":" + "[".repeat(64) + "]".repeat(64) + "}"))
        .startsWith("reason=too_deep path=$ ");
  }

  @Test
  void aHugeTextIsTooLong() {
    String huge = "x".repeat(50_000_000);

    assertThat(verdict("{\"text\":\"" + huge + "\"}"))
        .startsWith("reason=value_too_long path=$.text v=1: expected at most 10 characters, found")
        .hasSizeLessThan(300);
    assertThat(verdict("{\"other\":\"" + huge + "\"}")).isEqualTo("accepted");
    assertThat(verdict("{\"" + huge + "\":1}")).isEqualTo("accepted");
  }

  @Test
  void aHugeTextOfEscapesIsTooLong() {
    assertThat(verdict("{\"text\":\"" + "\\n".repeat(5_000_000) + "\"}"))
        .startsWith("reason=value_too_long path=$.text ");
  }

  @Test
  void whatIsLargerThanAllowedIsNotRead() {
    assertThat(verdict("x".repeat(MAX_BYTES + 1)))
        .isEqualTo(
            "reason=payload_too_large path=$ v=1: expected at most 67108864 bytes, found 67108865");
  }

  @ParameterizedTest
  @ValueSource(ints = {10_000, 5_000_000})
  void longNumbersAreJudgedInTimeOfTheirLength(int digits) {
    String nines = "9".repeat(digits);

    assertThat(verdict("{\"long\":" + nines + "}")).startsWith("reason=out_of_range path=$.long ");
    assertThat(verdict("{\"double\":" + nines + "}"))
        .startsWith(
            "reason=out_of_range path=$.double v=1: expected a number of at most 1000 digits");
    assertThat(verdict("{\"double\":0." + nines + "}"))
        .startsWith("reason=out_of_range path=$.double ");
    assertThat(verdict("{\"long\":0." + nines + "}")).startsWith("reason=wrong_type path=$.long ");
    assertThat(verdict("{\"long\":1" + "0".repeat(digits) + "e-" + digits + "}"))
        .isEqualTo("accepted");
    assertThat(verdict("{\"double\":0.5" + "0".repeat(digits) + "}")).isEqualTo("accepted");
    assertThat(verdict("{\"double\":1e" + nines + "}"))
        .startsWith("reason=schema_validation_failed path=$.double ");
    assertThat(verdict("{\"other\":" + nines + "}")).isEqualTo("accepted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "-1e999999999", "1e-999999999", "1e99999999999999999999"})
  void farExponentsAreNotComputed(String number) {
    assertThat(verdict("{\"long\":" + number + "}")).contains(" path=$.long ");
    assertThat(verdict("{\"double\":" + number + "}")).contains(" path=$.double ");
    assertThat(verdict("{\"other\":" + number + "}")).isEqualTo("accepted");
  }

  @Test
  void manyDistinctMembersAreIgnored() {
    assertThat(verdict(members(10_000, i -> "\"k" + i + "\":" + i))).isEqualTo("accepted");
    assertThat(verdict(members(500_000, i -> "\"k" + i + "\":0"))).isEqualTo("accepted");
    assertThat(verdict(members(100_000, i -> "\"\\u006b" + i + "\":0"))).isEqualTo("accepted");
    assertThat(verdict("{\"u\":[" + "{\"a\":1,\"b\":2},".repeat(200_000) + "0]}"))
        .isEqualTo("accepted");
  }

  @Test
  void aDuplicateAmongManyMembersIsFound() {
    assertThat(verdict(members(10_000, i -> "\"k" + i % 9_999 + "\":" + i)))
        .isEqualTo("reason=duplicate_key path=$.k0 v=1: expected the key once, found it again");
  }

  @Test
  void aTextThatMakesARegexBacktrackDoesNot() {
    assertThat(verdict("{\"text\":\"" + "a".repeat(9) + "b\"}"))
        .startsWith("reason=schema_validation_failed path=$.text ");
    EventReader unlimited =
        Reading.contractOfV("{\"type\":\"string\",\"pattern\":\"^(a+)+$\"}").reader(MAX_BYTES);
    assertThat(verdict(unlimited, "{\"v\":\"" + "a".repeat(20_000) + "b\"}"))
        .startsWith("reason=schema_validation_failed path=$.v ");
  }

  @Test
  void aHugeTimeIsNone() {
    assertThat(verdict("{\"time\":\"" + "9".repeat(1_000_000) + "\"}"))
        .startsWith("reason=invalid_timestamp path=$.time ");
    assertThat(verdict("{\"time\":\"2025-10-25T14:03:11." + "0".repeat(1_000_000) + "Z\"}"))
        .isEqualTo("accepted");
  }

  @Test
  void aHugeNameIsCutInThePath() {
    EventReader closed =
        EventContract.compile(
                "{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{\"v\":{\"type\":\"string\"}}}")
            .reader(MAX_BYTES);

    assertThat(verdict(closed, "{\"" + "k".repeat(1_000_000) + "\":1}"))
        .startsWith("reason=schema_validation_failed path=$['kkkkkkkk")
        .hasSizeLessThan(300);
    assertThat(verdict(closed, "{\"" + "🎬".repeat(1_000) + "\":1}"))
        .startsWith("reason=schema_validation_failed path=$['\\ud83c\\udfac")
        .hasSizeLessThan(700);
  }

  private static String members(int count, IntFunction<String> member) {
    return IntStream.range(0, count).mapToObj(member).collect(Collectors.joining(",", "{", "}"));
  }

  private String verdict(String event) {
    return verdict(reader, event);
  }

  private static String verdict(EventReader reader, String event) {
    byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long begin = threads.getCurrentThreadCpuTime();
    EventOutcome outcome = reader.read(bytes);
    assertThat(threads.getCurrentThreadCpuTime() - begin).isLessThan(A_SECOND);
    if (outcome instanceof RejectedEvent rejected) {
      Rejection rejection = rejected.rejection();
      return rejection.message();
    }
    return "accepted";
  }
}
