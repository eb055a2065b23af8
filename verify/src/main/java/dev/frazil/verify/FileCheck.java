package dev.frazil.verify;

/** Whether each file that the table references is asked for. */
public enum FileCheck {
  /** It has to be there, with the length that the table says. */
  LENGTHS,
  /** Only what has to be read is asked for. */
  NONE
}
