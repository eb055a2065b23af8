package dev.frazil.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SilenceTest {
  private final Silence silence = new Silence(1_000);

  @Test
  void theLongestIsNamedWithWhatWasDoneMeanwhile() {
    silence.commit(2_000);
    silence.action("kill", 2_500);
    silence.commit(4_000);
    silence.action("freeze", 4_500);
    silence.commit(5_000);
    silence.action("join", 9_000);
    silence.action("pause", 11_000);
    silence.commit(11_500);
    silence.action("leave", 12_000);
    silence.commit(13_000);
    silence.endOfLoad(14_000);

    assertThat(silence.longest()).isEqualTo(Duration.ofMillis(6_500));
    assertThat(silence.during()).containsExactly("freeze", "join", "pause");
    assertThat(silence.commits()).isEqualTo(5);
  }

  @Test
  void theStartDoesNotCount() {
    silence.commit(60_000);
    silence.commit(61_000);
    silence.endOfLoad(61_500);

    assertThat(silence.longest()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aSinkThatNeverCommitsIsSilentAllTheTime() {
    silence.action("kill", 3_000);
    silence.endOfLoad(9_000);

    assertThat(silence.longest()).isEqualTo(Duration.ofSeconds(8));
    assertThat(silence.during()).containsExactly("kill");
  }

  @Test
  void aSinkThatHasStoppedIsSilentToTheEnd() {
    silence.commit(2_000);
    silence.endOfLoad(9_000);

    assertThat(silence.longest()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void whatComesAfterTheLoadDoesNotCount() {
    silence.commit(2_000);
    silence.endOfLoad(3_000);
    silence.commit(90_000);

    assertThat(silence.longest()).isEqualTo(Duration.ofSeconds(1));
    assertThat(silence.commits()).isEqualTo(2);
  }
}
