package dev.frazil.connect.config;

/** How the topics that records come under follow from those they were read from. */
public enum TopicNaming {
  /** They are the same. */
  KEPT,
  /** Transforms may give a topic another name. */
  RENAMED,
  /** Transforms name the topic by what is in the record: one topic becomes several. */
  BY_RECORD
}
