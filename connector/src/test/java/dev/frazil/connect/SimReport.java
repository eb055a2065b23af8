package dev.frazil.connect;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A history that ended badly.
 *
 * @param events how many events of it are enough
 * @param violation what did not hold
 */
record SimReport(SimSeed seed, int events, @Nullable Throwable violation, List<String> lastEvents) {
  private static final int LONGEST_LINE = 300;

  /** For people: seed, violation and the last events. */
  String text() {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    out.println(
        "Seed " + seed.number() + " on " + seed.tables() + ", after " + events + " events:");
    lastEvents.forEach(event -> out.println("  " + shortened(event)));
    if (violation != null) {
      violation.printStackTrace(out);
    }
    return text.toString();
  }

  private static String shortened(String event) {
    return event.length() > LONGEST_LINE ? event.substring(0, LONGEST_LINE) + " ..." : event;
  }
}
