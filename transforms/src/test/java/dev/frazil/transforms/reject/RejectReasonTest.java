package dev.frazil.transforms.reject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RejectReasonTest {
  @Test
  void codesAndNumbersStayAsTheyWerePublished() {
    assertThat(Arrays.stream(RejectReason.values()).map(r -> r.number() + " " + r.code()))
        .containsExactly(
            "1 schema_validation_failed",
            "2 missing_required_field",
            "3 invalid_timestamp",
            "4 invalid_rating_value",
            "5 invalid_json",
            "6 wrong_type",
            "7 invalid_uuid",
            "8 unknown_event_type",
            "9 value_too_long",
            "10 payload_too_large",
            "11 unsupported_encoding",
            "12 unknown_schema",
            "13 unroutable",
            "14 table_rejected",
            "15 null_value",
            "16 duplicate_key",
            "17 out_of_range",
            "18 too_deep");
  }

  @Test
  void everyCodeFindsItsReason() {
    for (RejectReason reason : RejectReason.values()) {
      assertThat(RejectReason.of(reason.code())).isSameAs(reason);
    }
  }

  @Test
  void anUnknownCodeIsRefused() {
    assertThatThrownBy(() -> RejectReason.of("bad_luck"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid reject reason: bad_luck (expected one of the documented codes)");
  }
}
