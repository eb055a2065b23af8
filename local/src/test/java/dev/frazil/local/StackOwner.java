package dev.frazil.local;

import java.nio.file.Path;

/** A program that starts a stack, says so, and closes it. */
final class StackOwner {
  static final String CLOSING = "closing";

  private StackOwner() {}

  public static void main(String[] args) {
    LocalStack stack = LocalStack.start(StackOptions.in(Path.of(args[0])).withWorkers());
    System.out.println(CLOSING);
    stack.close();
  }
}
