package dev.frazil.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.chaos.Truth.Destiny;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The checker's own mutation test: what is right passes, and each kind of damage is found. */
class CheckerTest {
  private static final Truth VIEW = new Truth("v", "events_views", 0, 7, 11, 111, Destiny.ROW, "");
  private static final Truth CLICK =
      new Truth("c", "events_clicks", 1, 8, 22, 222, Destiny.ROW, "");
  private static final Truth BAD =
      new Truth("b", "events_views", 2, 9, 33, 0, Destiny.LETTER, "wrong_type");
  private static final Truth FRAGILE =
      new Truth("f", "views_drop", 0, 1, 44, 444, Destiny.ROW_OR_NOTHING, "");

  private final List<SilverRow> rows = new ArrayList<>(List.of(row(VIEW), row(CLICK)));
  private final List<Letter> letters = new ArrayList<>(List.of(letter(BAD)));
  private final List<Letter> kept = new ArrayList<>(List.of(letter(BAD)));

  @Test
  void whatIsRightPasses() {
    Tally tally = tally();
    assertThat(tally.harms()).isEmpty();
    assertThat(tally.examples()).isEmpty();
    assertThat(tally.isClean()).isTrue();
    assertThat(tally)
        .extracting(Tally::sent, Tally::rows, Tally::letters, Tally::goneAsAllowed)
        .containsExactly(4L, 2L, 1L, 1L);
  }

  @Test
  void aDeadLetterMayBeThereTwice() {
    letters.add(letter(BAD));
    assertThat(tally().harms()).isEmpty();
    assertThat(tally().doubleLetters()).isEqualTo(1);
  }

  @Test
  void aRowThatMayBeMissingMayBeThere() {
    rows.add(row(FRAGILE));
    assertThat(tally().harms()).isEmpty();
    assertThat(tally().goneAsAllowed()).isZero();
  }

  @Test
  void anEventThatKafkaDidNotAcknowledgeMayBeThereOrNot() {
    rows.add(new SilverRow("events_views", "u", 1, "events_views-0@70"));
    assertThat(tally().harms()).isEmpty();
  }

  @Test
  void aLostRowIsFound() {
    rows.remove(0);
    expect(Harm.LOST, "lost: v events_views-0@7: nowhere as a ROW");
  }

  @Test
  void aLostDeadLetterIsFound() {
    letters.clear();
    expect(Harm.LOST, "lost: b events_views-2@9: nowhere as a LETTER");
  }

  @Test
  void aDeadLetterThatIsInNoTableIsFound() {
    kept.clear();
    expect(Harm.LOST, "lost: b events_views-2@9: in no table of dead letters");
  }

  @Test
  void aDeadLetterThatIsInItsTableTwiceIsFound() {
    kept.add(letter(BAD));
    expect(Harm.DOUBLED, "doubled: b events_views-2@9: another row of dead letters");
  }

  @Test
  void aRowOfDeadLettersThatIsNotWhatWasSentIsFound() {
    kept.set(0, new Letter("b", BAD.origin(), "wrong_type", 34));
    expect(
        Harm.ALTERED, "altered: b events_views-2@9: its row of dead letters is not what was sent");
  }

  @Test
  void whoKeepsNoDeadLettersNeedsNone() {
    Checker checker = new Checker(List.of(BAD), Set.of(), Deaths.ON_TOPIC);
    checker.letter(letter(BAD));
    assertThat(checker.tally().harms()).isEmpty();
  }

  @Test
  void aDoubledRowIsFound() {
    rows.add(row(VIEW));
    expect(
        Harm.DOUBLED, "doubled: v events_views-0@7: another row in events_views events_views-0@7");
  }

  @Test
  void aDoubledRowThatMayBeMissingIsFound() {
    rows.add(row(FRAGILE));
    rows.add(row(FRAGILE));
    expect(Harm.DOUBLED, "doubled: f views_drop-0@1: another row in views_drop views_drop-0@1");
  }

  @Test
  void aDoubledRowOfAnUnsureEventIsFound() {
    SilverRow unsure = new SilverRow("events_views", "u", 1, "events_views-0@70");
    rows.add(unsure);
    rows.add(unsure);
    expect(Harm.DOUBLED, "doubled: u: another row in events_views events_views-0@70");
  }

  @Test
  void aRowInAnotherTableIsFound() {
    rows.set(0, new SilverRow("events_clicks", "v", 111, VIEW.origin()));
    expect(Harm.MISROUTED, "misrouted: v events_views-0@7: a row of events_clicks");
  }

  @Test
  void aDeadLetterInPlaceOfARowIsLostAndMisrouted() {
    rows.remove(0);
    letters.add(new Letter("v", VIEW.origin(), "wrong_type", 11));
    assertThat(tally().harms()).isEqualTo(Map.of(Harm.MISROUTED, 1, Harm.LOST, 1));
  }

  @Test
  void aRowInPlaceOfADeadLetterIsLostAndMisrouted() {
    letters.clear();
    rows.add(new SilverRow("events_views", "b", 0, BAD.origin()));
    assertThat(tally().harms()).isEqualTo(Map.of(Harm.MISROUTED, 1, Harm.LOST, 1));
  }

  @Test
  void aRowWithADeadLetterBesideItIsFound() {
    letters.add(new Letter("v", VIEW.origin(), "wrong_type", 11));
    expect(Harm.MISROUTED, "misrouted: v events_views-0@7: a dead letter, wrong_type");
  }

  @Test
  void anAlteredColumnIsFound() {
    rows.set(0, new SilverRow("events_views", "v", 112, VIEW.origin()));
    expect(Harm.ALTERED, "altered: v events_views-0@7: its columns are not what was sent");
  }

  @Test
  void anAlteredDeadLetterIsFound() {
    letters.set(0, new Letter("b", BAD.origin(), "wrong_type", 34));
    expect(Harm.ALTERED, "altered: b events_views-2@9: its dead letter is not what was sent");
  }

  @Test
  void aWrongReasonIsFound() {
    letters.set(0, new Letter("b", BAD.origin(), "invalid_json", 33));
    expect(Harm.WRONG_REASON, "wrong-reason: b events_views-2@9: invalid_json, not wrong_type");
  }

  @Test
  void aWrongOriginOfARowIsFound() {
    rows.set(0, new SilverRow("events_views", "v", 111, "events_views-0@6"));
    expect(Harm.WRONG_ORIGIN, "wrong-origin: v events_views-0@7: its row says events_views-0@6");
  }

  @Test
  void aWrongOriginOfADeadLetterIsFound() {
    letters.set(0, new Letter("b", "events_views-2@8", "wrong_type", 33));
    expect(
        Harm.WRONG_ORIGIN,
        "wrong-origin: b events_views-2@9: its dead letter says events_views-2@8");
  }

  @Test
  void aRowThatNobodySentIsFound() {
    rows.add(new SilverRow("events_views", "x", 1, "events_views-0@70"));
    expect(Harm.UNEXPECTED, "unexpected: x: a row of events_views events_views-0@70");
  }

  @Test
  void aDeadLetterThatNobodySentIsFound() {
    letters.add(new Letter("", "events_views-0@70", "wrong_type", 1));
    expect(Harm.UNEXPECTED, "unexpected: : a dead letter events_views-0@70");
  }

  @Test
  void twoEventsWithOneIdCannotBeTold() {
    assertThatThrownBy(() -> new Checker(List.of(VIEW, VIEW), Set.of(), Deaths.ON_TOPIC))
        .hasMessage("Invalid events: two have the same id");
  }

  private void expect(Harm harm, String example) {
    Tally tally = tally();
    assertThat(tally.harms()).isEqualTo(Map.of(harm, 1));
    assertThat(tally.examples()).containsExactly(example);
    assertThat(tally.isClean()).isFalse();
  }

  private Tally tally() {
    Checker checker =
        new Checker(List.of(VIEW, CLICK, BAD, FRAGILE), Set.of("u"), Deaths.ON_TOPIC_AND_IN_TABLE);
    rows.forEach(checker::row);
    letters.forEach(checker::letter);
    kept.forEach(checker::keptLetter);
    return checker.tally();
  }

  private static SilverRow row(Truth sent) {
    return new SilverRow(sent.topic(), sent.id(), sent.row(), sent.origin());
  }

  private static Letter letter(Truth sent) {
    return new Letter(sent.id(), sent.origin(), sent.reason(), sent.payload());
  }
}
