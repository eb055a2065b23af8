package dev.frazil.connect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs simulations from the command line: {@code --seeds N [--from SEED] [--threads T]
 * [--real-catalog]}, or {@code --mutants}. Ends with 0 if all promises held, 1 if one did not, 2
 * for wrong usage.
 */
final class Simulate {
  private static final long REPORT_NS = 5_000_000_000L;

  private long seeds = 20_000;
  private long from;
  private int threads = 1;
  private boolean mutants;
  private SimSeed.Tables tables = SimSeed.Tables.SIMULATED;
  private long nextReportNs = System.nanoTime() + REPORT_NS;

  private Simulate() {}

  public static void main(String[] args) throws Exception {
    Simulate simulate = new Simulate();
    try {
      simulate.read(new ArrayList<>(List.of(args)));
    } catch (IllegalArgumentException e) {
      System.err.println("Invalid arguments: " + e.getMessage());
      System.exit(2);
    }
    System.exit(simulate.run());
  }

  private void read(List<String> args) {
    while (!args.isEmpty()) {
      String name = args.remove(0);
      switch (name) {
        case "--seeds" -> seeds = number(name, args);
        case "--from" -> from = number(name, args);
        case "--threads" -> threads = (int) number(name, args);
        case "--mutants" -> mutants = true;
        case "--real-catalog" -> tables = SimSeed.Tables.ICEBERG;
        default -> throw new IllegalArgumentException(name);
      }
    }
  }

  private static long number(String name, List<String> args) {
    if (args.isEmpty()) {
      throw new IllegalArgumentException(name + " has no value (expected a number)");
    }
    return Long.parseLong(args.remove(0));
  }

  private int run() throws InterruptedException, IOException, ReflectiveOperationException {
    if (mutants) {
      Path checkout = Path.of(System.getProperty("frazil.home", ".."));
      List<String> missed = SimMutants.run(checkout, Files.createTempDirectory("frazil-mutants"));
      System.out.println("Missed: " + missed);
      return missed.isEmpty() ? 0 : 1;
    }
    System.out.printf("Seeds %d to %d on %d threads%n", from, from + seeds - 1, threads);
    SimCampaign.Outcome outcome = new SimCampaign(tables, from, seeds, threads).run(this::progress);
    for (SimSeed seed : outcome.failed()) {
      System.out.println(Simulation.report(seed).text());
    }
    System.out.printf(
        "%d schedules in %.1f s, %.0f a second, violations: %d%n",
        outcome.run(), outcome.seconds(), outcome.perSecond(), outcome.failed().size());
    return outcome.failed().isEmpty() ? 0 : 1;
  }

  private synchronized void progress(long done) {
    long nowNs = System.nanoTime();
    if (nowNs >= nextReportNs) {
      nextReportNs = nowNs + REPORT_NS;
      System.out.printf("%d of %d%n", done, seeds);
    }
  }
}
