package dev.frazil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.cli.letters.LetterMarks;
import dev.frazil.cli.letters.Resolution;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the commands say of a connector that commits to a branch. */
class DeadLettersBranchTest extends LetterScenario {
  private static final String BRANCH = "audit";

  private Path connector() throws IOException {
    return connector(10, "silver_deadletter.${topic}", BRANCH);
  }

  private void markOnMain(long offset) {
    new LetterMarks(views.table(), null)
        .mark(
            List.of(views.key(offset)), Resolution.REPLAYED, Instant.parse("2026-02-01T10:00:00Z"));
  }

  @Test
  void theRowsAreThoseOfTheBranch() throws IOException {
    views.append(BRANCH, views.letter(1, "a"));
    views.append(views.letter(2, "b"));
    assertThat(run(connector(), "list", "--all").out().lines())
        .containsExactly(
            "2026-01-31T12:00:01.000000Z wrong_type views-0@1 $.id expected a number, found"
                + " \"x\"");
    assertThat(run(connector(10), "list", "--all").out().lines())
        .containsExactly(
            "2026-01-31T12:00:02.000000Z wrong_type views-0@2 $.id expected a number, found"
                + " \"x\"");
  }

  @Test
  void aTableWithoutTheBranchHasNone() throws IOException {
    views.append(views.letter(2, "b"));
    assertThat(run(connector(), "count").out()).isEqualTo("No dead letters.\n");
  }

  @Test
  void marksOnAnotherBranchDoNotKeepThisOneFromBeingRead() throws IOException {
    views.append(BRANCH, views.letter(1, "a"));
    views.append(views.letter(2, "b"));
    markOnMain(2);
    for (String state : List.of("open", "all")) {
      Invocation list = run(connector(), "list", "--all", "--state", state);
      assertThat(list.err()).isEmpty();
      assertThat(list.out()).contains("views-0@1").doesNotContain("views-0@2");
    }
    assertThat(run(connector(), "count", "--state", "resolved").out())
        .isEqualTo("No dead letters.\n");
    assertThat(run(connector(), "replay").out()).contains("invalid_json");
  }
}
