package dev.frazil.transforms.reject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RejectionTest {
  @Test
  void theMessageHasReasonPathVersionAndDetail() {
    Rejection rejection =
        new Rejection(RejectReason.INVALID_RATING_VALUE, "$.rating", "expected at most 5, found 7");

    assertThat(rejection.message())
        .isEqualTo("reason=invalid_rating_value path=$.rating v=1: expected at most 5, found 7");
  }

  @Property
  void aMessageIsReadBack(@ForAll RejectReason reason, @ForAll String name, @ForAll String detail) {
    Rejection rejection = new Rejection(reason, Rejection.child("$", name), detail);

    assertThat(Rejection.parse(rejection.message())).isEqualTo(rejection);
  }

  @Property
  void noDetailIsLongerThanAllowedOrEndsInHalfACharacter(@ForAll String detail) {
    String cut = new Rejection(RejectReason.WRONG_TYPE, "$", detail.repeat(20)).detail();

    assertThat(cut).hasSizeLessThanOrEqualTo(Rejection.MAX_DETAIL);
    if (cut.length() > 1 && cut.endsWith("…")) {
      assertThat(Character.isHighSurrogate(cut.charAt(cut.length() - 2))).isFalse();
    }
  }

  @Test
  void aCutDetailEndsBeforeASurrogatePair() {
    String detail = "x".repeat(198) + "\uD83C\uDFAC" + "tail";

    assertThat(new Rejection(RejectReason.WRONG_TYPE, "$", detail).detail())
        .isEqualTo("x".repeat(198) + "…");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "rating|$.rating",
        "_kafka_offset1|$._kafka_offset1",
        "a b|$['a\\u0020b']",
        "a.b|$['a.b']",
        "it's|$['it\\'s']",
        "a\\b|$['a\\\\b']",
        "1st|$['1st']",
        "zażółć|$['za\\u017c\\u00f3\\u0142\\u0107']",
      })
  void namesThatAreNotPlainAreQuoted(String name, String path) {
    assertThat(Rejection.child("$", name)).isEqualTo(path);
  }

  @Test
  void aLongNameIsCut() {
    assertThat(Rejection.child("$", "n".repeat(1_000_000)))
        .isEqualTo("$['" + "n".repeat(79) + "\\u2026']");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "rating", "$.a b", "$\n", "$.ż"})
  void aPathIsDollarAndVisibleAscii(String path) {
    assertThatThrownBy(() -> new Rejection(RejectReason.WRONG_TYPE, path, "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid reject path: " + path + " (expected $ and visible ASCII characters)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "boom", "reason=wrong_type path=$ v=2: x", "reason=wrong_type path=a v=1: x"})
  void anotherMessageIsRefused(String message) {
    assertThatThrownBy(() -> Rejection.parse(message))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid reject message: "
                + message
                + " (expected reason=<code> path=<path> v=1: <detail>)");
  }

  @Test
  void theExceptionHasTheMessageAndNoStackTrace() {
    Rejection rejection = new Rejection(RejectReason.NULL_VALUE, "$", "the value is null");
    RejectedRecordException exception = new RejectedRecordException(rejection);

    assertThat(exception).hasMessage("reason=null_value path=$ v=1: the value is null");
    assertThat(exception.rejection()).isEqualTo(rejection);
    assertThat(exception.getStackTrace()).isEmpty();
    assertThat(exception.getClass().getName())
        .isEqualTo("dev.frazil.transforms.reject.RejectedRecordException");
  }
}
