package dev.frazil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private final StringWriter written = new StringWriter();
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void onATerminalAStatusIsDrawnOverTheLastOne() {
    Screen screen = screen(Optional.of(80));
    screen.status("one");
    screen.status("two");
    screen.line("done");
    assertThat(written.toString())
        .isEqualTo("\r\u001b[Kone\r\u001b[Ktwo\r\u001b[Kdone" + System.lineSeparator());
    assertThat(screen.width()).isEqualTo(79);
  }

  @Test
  void elsewhereAStatusIsALineEveryTwoSeconds() {
    Screen screen = screen(Optional.empty());
    screen.status("at 0 s");
    nanos.set(1_999_000_000L);
    screen.status("at 1.999 s");
    nanos.set(2_000_000_000L);
    screen.status("at 2 s");
    screen.settle("end");
    screen.status("next thing");
    assertThat(written.toString().lines()).containsExactly("at 0 s", "at 2 s", "end", "next thing");
    assertThat(screen.width()).isEqualTo(160);
  }

  @Test
  void aLineThatWasBegunIsEndedOnceByItsResultOrByWhatComesNext() {
    Screen screen = screen(Optional.empty());
    screen.beginLine("first ...");
    screen.endLine(" 1.0 s");
    screen.beginLine("second ...");
    screen.line("something else");
    screen.endLine(" 2.0 s");
    screen.beginLine("third ...");
    screen.clear();
    screen.clear();
    assertThat(written.toString().lines())
        .containsExactly("first ... 1.0 s", "second ...", "something else", "third ...");
  }

  @Test
  void onATerminalAStatusBeginsALineOfItsOwn() {
    Screen screen = screen(Optional.of(80));
    screen.beginLine("first ...");
    screen.status("one");
    screen.clear();
    screen.clear();
    assertThat(written.toString())
        .isEqualTo("first ..." + System.lineSeparator() + "\r\u001b[Kone\r\u001b[K");
  }

  @Test
  void linesStay() {
    Screen screen = screen(Optional.of(80));
    screen.lines(List.of("a", "b"));
    assertThat(written.toString().lines()).containsExactly("a", "b");
  }

  @Test
  void whatWouldWrapIsCut() {
    Screen screen = screen(Optional.of(40));
    assertThat(screen.fitted("ż".repeat(39))).isEqualTo("ż".repeat(39));
    assertThat(screen.fitted("ż".repeat(40))).isEqualTo("ż".repeat(38) + "…");
  }

  @Test
  void aSilencedScreenShowsNothingMore() {
    Screen screen = screen(Optional.of(80));
    screen.line("before");
    screen.silence();
    screen.line("after");
    screen.status("after");
    screen.settle("after");
    assertThat(written.toString().lines()).containsExactly("before");
  }

  private Screen screen(Optional<Integer> columns) {
    return new Screen(new PrintWriter(written), columns, nanos::get);
  }
}
