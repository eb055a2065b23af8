package dev.frazil.transforms.contract;

import dev.frazil.transforms.json.JsonCursor;
import org.jspecify.annotations.Nullable;

/** What is noted about the objects that are open, by depth, and learned of each rule for them. */
final class ObjectFrames {
  private final @Nullable ObjectFrame[] frames = new ObjectFrame[JsonCursor.MAX_DEPTH + 1];
  private final int[] @Nullable [] successors;

  ObjectFrames(int objectRules) {
    this.successors = new int[objectRules][];
  }

  /** The frame of the innermost open object. */
  ObjectFrame at(int depth) {
    ObjectFrame frame = frames[depth];
    if (frame == null) {
      frame = new ObjectFrame();
      frames[depth] = frame;
    }
    return frame;
  }

  /**
   * Which property came after each one in the events before, from the one after the opening brace
   * on.
   */
  int[] successors(int rule, int properties) {
    int[] known = successors[rule];
    if (known == null) {
      known = new int[properties + 1];
      for (int i = 0; i < known.length; i++) {
        known[i] = properties == 0 ? 0 : i % properties;
      }
      successors[rule] = known;
    }
    return known;
  }
}
