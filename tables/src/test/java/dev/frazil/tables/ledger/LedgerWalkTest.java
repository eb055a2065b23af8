package dev.frazil.tables.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerWalkTest {

  private static final LedgerId MAIN = LedgerId.DEFAULT;
  private static final LedgerId AUDIT = new LedgerId("default", "audit");
  private static final StreamKey VIEWS = new StreamKey("", "views", 0);
  private static final StreamKey CLICKS = new StreamKey("", "clicks", 0);

  private final TestingTable lake = new TestingTable();

  @AfterEach
  void close() throws Exception {
    lake.close();
  }

  @Test
  void aNewTableHoldsNothing() {
    assertThat(LedgerWalk.current(lake.table(), MAIN)).isEqualTo(Ledger.EMPTY);
    assertThat(LedgerWalk.read(lake.table(), MAIN)).isEqualTo(new LedgerReading.None());
    assertThat(LedgerWalk.everHeld(lake.table(), MAIN)).isEmpty();
  }

  @Test
  void theNewestLedgerCounts() {
    lake.append(MAIN, upTo(5));
    long newest = lake.append(MAIN, upTo(9));
    assertThat(LedgerWalk.read(lake.table(), MAIN))
        .isEqualTo(new LedgerReading.Found(upTo(9), newest));
    assertThat(LedgerWalk.current(lake.table(), MAIN)).isEqualTo(upTo(9));
  }

  @Test
  void snapshotsOfOthersArePassedOver() {
    lake.appendForeign("main");
    long ours = lake.append(MAIN, upTo(5));
    lake.appendForeign("main");
    lake.append(new LedgerId("other", null), upTo(50));
    assertThat(LedgerWalk.read(lake.table(), MAIN))
        .isEqualTo(new LedgerReading.Found(upTo(5), ours));
    assertThat(LedgerWalk.everHeld(lake.table(), MAIN))
        .isEqualTo(Map.of(VIEWS, new OffsetRange(0, 5)));
  }

  @Test
  void aTableOfOthersHoldsNothingOfOurs() {
    lake.appendForeign("main");
    assertThat(LedgerWalk.read(lake.table(), MAIN)).isEqualTo(new LedgerReading.None());
  }

  @Test
  void afterARollbackTheTableOnceHeldMore() {
    long kept = lake.append(MAIN, upTo(5));
    lake.append(MAIN, upTo(9));
    lake.table().manageSnapshots().rollbackTo(kept).commit();
    assertThat(LedgerWalk.current(lake.table(), MAIN)).isEqualTo(upTo(5));
    assertThat(LedgerWalk.everHeld(lake.table(), MAIN))
        .isEqualTo(Map.of(VIEWS, new OffsetRange(0, 9)));
  }

  @Test
  void whatWasEverHeldIsTakenPerStream() {
    lake.append(MAIN, upTo(9));
    lake.append(MAIN, upTo(7).with(Map.of(CLICKS, LedgerEntry.of(0, 3, -1))));
    assertThat(LedgerWalk.everHeld(lake.table(), MAIN))
        .isEqualTo(Map.of(VIEWS, new OffsetRange(0, 9), CLICKS, new OffsetRange(0, 3)));
  }

  @Test
  void branchesAreReadApart() {
    lake.append(MAIN, upTo(5));
    lake.append(AUDIT, upTo(7));
    lake.append(MAIN, upTo(6));
    assertThat(LedgerWalk.current(lake.table(), AUDIT)).isEqualTo(upTo(7));
    assertThat(LedgerWalk.current(lake.table(), MAIN)).isEqualTo(upTo(6));
    assertThat(LedgerWalk.everHeld(lake.table(), AUDIT))
        .isEqualTo(Map.of(VIEWS, new OffsetRange(0, 7)));
    assertThat(LedgerWalk.everHeld(lake.table(), MAIN))
        .isEqualTo(Map.of(VIEWS, new OffsetRange(0, 6)));
  }

  @Test
  void aBranchThatIsNotThereYetHoldsWhatItWillStartWith() {
    assertThat(LedgerWalk.current(lake.table(), AUDIT)).isEqualTo(Ledger.EMPTY);
    lake.append(MAIN, upTo(5));
    assertThat(LedgerWalk.current(lake.table(), AUDIT)).isEqualTo(upTo(5));
    long head = lake.table().currentSnapshot().snapshotId();
    lake.appendForeign("audit");
    assertThat(lake.table().snapshot("audit").parentId()).isEqualTo(head);
    assertThat(LedgerWalk.current(lake.table(), AUDIT)).isEqualTo(upTo(5));
  }

  @Test
  void aPublishedBranchBringsItsLedger() {
    lake.append(MAIN, upTo(5));
    lake.append(AUDIT, upTo(7));
    lake.table().manageSnapshots().fastForwardBranch("main", "audit").commit();
    assertThat(LedgerWalk.current(lake.table(), MAIN)).isEqualTo(upTo(7));
    assertThat(LedgerWalk.everHeld(lake.table(), MAIN))
        .isEqualTo(Map.of(VIEWS, new OffsetRange(0, 5)));
  }

  @Test
  void expiryBehindTheNewestLedgerDoesNoHarm() {
    long old = lake.append(MAIN, upTo(5));
    lake.append(MAIN, upTo(9));
    lake.expire(old);
    assertThat(LedgerWalk.current(lake.table(), MAIN)).isEqualTo(upTo(9));
  }

  @Test
  void expiryOfTheNewestLedgerIsNoticed() {
    long ours = lake.append(MAIN, upTo(5));
    long foreign = lake.appendForeign("main");
    lake.expire(ours);
    assertThat(LedgerWalk.read(lake.table(), MAIN)).isEqualTo(new LedgerReading.Cut(foreign, ours));
    assertThatThrownBy(() -> LedgerWalk.current(lake.table(), MAIN))
        .isInstanceOf(BrokenLedgerException.class)
        .hasMessage(
            "Cannot tell which offsets table lake.silver.views holds: its history ends at snapshot "
                + foreign
                + ", whose parent "
                + ours
                + " has expired, and no snapshot up to there has the key frazil.ledger.default"
                + " (restore the table's metadata from before the expiry, or roll the table back to"
                + " a snapshot with this key; or choose another iceberg.ledger-id, which begins"
                + " with an empty ledger where the group's offsets are, so that what the table has"
                + " after them is doubled; in future, expire no snapshot that is as new as the"
                + " newest one with this key)");
  }

  @Test
  void aLedgerIsUnmovedWhileOnlyOthersCommit() {
    long before = lake.append(MAIN, upTo(5));
    long foreign = lake.appendForeign("main");
    lake.append(new LedgerId("other", null), upTo(9));
    assertThat(LedgerWalk.isUnmovedSince(lake.table(), MAIN, foreign)).isTrue();
    assertThat(LedgerWalk.isUnmovedSince(lake.table(), MAIN, before)).isTrue();
    lake.append(MAIN, upTo(7));
    assertThat(LedgerWalk.isUnmovedSince(lake.table(), MAIN, foreign)).isFalse();
    assertThat(LedgerWalk.isUnmovedSince(lake.table(), MAIN, before)).isFalse();
  }

  @Test
  void aLedgerIsUnmovedSinceASnapshotThatHasJustExpired() {
    long older = lake.append(MAIN, upTo(5));
    long ours = lake.append(MAIN, upTo(6));
    lake.appendForeign("main");
    lake.expire(older);
    lake.expire(ours);
    assertThat(LedgerWalk.isUnmovedSince(lake.table(), MAIN, ours)).isTrue();
    assertThat(LedgerWalk.isUnmovedSince(lake.table(), MAIN, older)).isFalse();
  }

  @Test
  void ledgersOfOtherIdsNameTheirStreams() {
    lake.append(MAIN, upTo(5));
    lake.append(AUDIT, upTo(6));
    assertThat(LedgerWalk.streamsOfOthers(lake.table(), MAIN)).isEmpty();
    lake.append(new LedgerId("other", "audit"), upTo(9));
    assertThat(LedgerWalk.streamsOfOthers(lake.table(), MAIN)).containsExactly(VIEWS);
  }

  @Test
  void garbageUnderOurKeyIsNotPassedOver() {
    lake.append(MAIN, upTo(5));
    long damaged = lake.append("main", Map.of("frazil.ledger.default", "1:00000000:{}"));
    String message =
        "Cannot read frazil.ledger.default of snapshot "
            + damaged
            + " of table lake.silver.views: the checksum of its body is 297bd0aa"
            + " (expected 00000000)";
    assertThatThrownBy(() -> LedgerWalk.current(lake.table(), MAIN))
        .isInstanceOf(CorruptLedgerException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> LedgerWalk.everHeld(lake.table(), MAIN))
        .isInstanceOf(CorruptLedgerException.class)
        .hasMessage(message);
  }

  @Test
  void twoBranchesOfOthersInOneSnapshotAreNotChosenFrom() {
    String text = LedgerCodec.encode(upTo(5));
    long both =
        lake.append(
            "main", Map.of("frazil.ledger.default.a", text, "frazil.ledger.default.b", text));
    assertThatThrownBy(() -> LedgerWalk.current(lake.table(), MAIN))
        .isInstanceOf(CorruptLedgerException.class)
        .hasMessage(
            "Cannot read ledger of snapshot "
                + both
                + " of table lake.silver.views: it has the keys frazil.ledger.default.a,"
                + " frazil.ledger.default.b (expected one)");
    assertThat(LedgerWalk.current(lake.table(), new LedgerId("default", "b"))).isEqualTo(upTo(5));
  }

  @Test
  void ancestorsFromElsewhereAreReadTheSameWay() {
    long ours = lake.append(MAIN, upTo(5));
    assertThat(LedgerWalk.read("t", List.of(lake.table().snapshot(ours)), MAIN))
        .isEqualTo(new LedgerReading.Found(upTo(5), ours));
    assertThat(LedgerWalk.read("t", List.of(), MAIN)).isEqualTo(new LedgerReading.None());
  }

  private static Ledger upTo(long end) {
    return Ledger.EMPTY.with(Map.of(VIEWS, LedgerEntry.of(0, end, -1)));
  }
}
