package dev.frazil.transforms.reject;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;
import org.junit.jupiter.api.Test;

class RejectMarkTest {
  private static final Rejection REJECTION =
      new Rejection(RejectReason.WRONG_TYPE, "$.user_id", "expected an integer, found \"x\"");

  @Test
  void aMarkIsReadBack() {
    assertThat(RejectMark.read(RejectMark.mark(new ConnectHeaders(), REJECTION)))
        .isEqualTo(REJECTION);
  }

  @Test
  void markingLeavesTheHeadersThatCameAlone() {
    Headers came = new ConnectHeaders().addString("trace", "t1");

    Headers marked = RejectMark.mark(came, REJECTION);

    assertThat(came).extracting(Header::key).containsExactly("trace");
    assertThat(marked)
        .extracting(Header::key, Header::value)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("trace", "t1"),
            org.assertj.core.groups.Tuple.tuple("frazil.reject.reason", "wrong_type"),
            org.assertj.core.groups.Tuple.tuple("frazil.reject.path", "$.user_id"),
            org.assertj.core.groups.Tuple.tuple(
                "frazil.reject.detail", "expected an integer, found \"x\""));
  }

  @Test
  void thereIsNoMarkWithoutHeaders() {
    assertThat(RejectMark.read(new ConnectHeaders())).isNull();
    assertThat(RejectMark.read(new ConnectHeaders().addString("trace", "t1"))).isNull();
  }

  @Test
  void headersOfAProducerAreNoMarkAndAreStripped() {
    Headers forged = forged(Schema.STRING_SCHEMA);

    assertThat(RejectMark.read(forged)).isNull();
    assertThat(RejectMark.strip(forged)).extracting(Header::key).containsExactly("trace");
  }

  @Test
  void aSchemaThatOnlyEqualsOursDoesNotMakeAMark() {
    Schema lookalike = SchemaBuilder.string().name("dev.frazil.RejectMark").version(1).build();

    assertThat(RejectMark.read(forged(lookalike))).isNull();
    assertThat(RejectMark.strip(forged(lookalike)))
        .extracting(Header::key)
        .containsExactly("trace");
  }

  @Test
  void strippingKeepsAMarkOfOurOwn() {
    Headers marked = RejectMark.mark(new ConnectHeaders(), REJECTION);
    marked.addString(RejectMark.REASON_HEADER, "invalid_json");

    Headers stripped = RejectMark.strip(marked);

    assertThat(RejectMark.read(stripped)).isEqualTo(REJECTION);
    assertThat(stripped).hasSize(3);
  }

  @Test
  void strippingNothingGivesTheSameHeaders() {
    Headers headers = new ConnectHeaders().addString("trace", "t1");

    assertThat(RejectMark.strip(headers)).isSameAs(headers);
    assertThat(RejectMark.strip(new ConnectHeaders())).isEmpty();
  }

  @Test
  void aSecondMarkTakesThePlaceOfTheFirst() {
    Rejection second = new Rejection(RejectReason.UNROUTABLE, "$", "no table");

    Headers marked = RejectMark.mark(RejectMark.mark(new ConnectHeaders(), REJECTION), second);

    assertThat(RejectMark.read(marked)).isEqualTo(second);
    assertThat(marked).hasSize(3);
  }

  private static Headers forged(Schema schema) {
    return new ConnectHeaders()
        .addString("trace", "t1")
        .add(RejectMark.REASON_HEADER, "wrong_type", schema)
        .add(RejectMark.PATH_HEADER, "$", schema)
        .add(RejectMark.DETAIL_HEADER, "forged", schema);
  }
}
