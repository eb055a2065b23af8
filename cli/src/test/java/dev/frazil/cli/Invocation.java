package dev.frazil.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** One run of the command in this JVM: its exit code and what it wrote. */
record Invocation(int exitCode, String out, String err) {

  static Invocation of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        Frazil.commandLine(new PrintWriter(out, true), new PrintWriter(err, true)).execute(args);
    return new Invocation(exitCode, out.toString(), err.toString());
  }
}
