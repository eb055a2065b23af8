package dev.frazil.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void theSameSeedDrawsTheSame() {
    assertThat(drawn(7, 300)).isEqualTo(drawn(7, 300)).isNotEqualTo(drawn(8, 300));
  }

  @Test
  void aLongRunHasEverythingAndEachStoryOnce() {
    List<Action> drawn = drawn(1, 200);
    assertThat(drawn).contains(Action.values());
    for (Action action : Action.values()) {
      if (action.isStory()) {
        assertThat(Collections.frequency(drawn, action)).isEqualTo(1);
      } else {
        assertThat(Collections.frequency(drawn, action)).isGreaterThanOrEqualTo(action.weight());
      }
    }
  }

  @Test
  void onlyWhatMayHappenHappens() {
    Schedule schedule = new Schedule(1, Set.of(Action.KILL, Action.TRUNCATE));
    List<Action> drawn = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      drawn.add(schedule.next());
    }
    assertThat(drawn).containsOnly(Action.KILL, Action.TRUNCATE);
  }

  @Test
  void nothingIsNoSchedule() {
    assertThatThrownBy(() -> new Schedule(1, Set.of()))
        .hasMessage("Invalid events: none (expected at least one)");
  }

  @Test
  void anUnknownEventIsRefusedWithAllThatAreKnown() {
    assertThat(Action.of("broker-restart")).isEqualTo(Action.BROKER_RESTART);
    assertThatThrownBy(() -> Action.of("meteor"))
        .hasMessageStartingWith("Invalid event: meteor (expected one of kill, freeze, ");
  }

  private static List<Action> drawn(long seed, int count) {
    Schedule schedule = new Schedule(seed, EnumSet.allOf(Action.class));
    List<Action> drawn = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      drawn.add(schedule.next());
    }
    return drawn;
  }
}
