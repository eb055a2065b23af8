package dev.frazil.connect.config;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Asks something outside about a configuration, and only reads there. One thread runs it; others
 * may ask what it has found so far. What it opened it closes itself, when it was interrupted too.
 */
interface RemoteProbe extends Callable<List<ConfigProblem>> {

  /** What is asked, for the name of a thread. */
  String name();

  /** What was found before the deadline; no answer at all is a problem. */
  List<ConfigProblem> soFar(Duration deadline);

  /** What a failure of the probe says to the user. */
  ConfigProblem failure(Throwable failure);
}
