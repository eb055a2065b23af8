package dev.frazil.connect;

/** Runs simulations: seeds, first seed, threads. */
final class Simulate {
  private Simulate() {}

  public static void main(String[] args) {
    long seeds = Long.parseLong(args[0]);
    long from = Long.parseLong(args[1]);
    int show = args.length > 2 ? Integer.parseInt(args[2]) : 3;
    long began = System.nanoTime();
    java.util.TreeMap<String, long[]> kinds = new java.util.TreeMap<>();
    for (long seed = from; seed < from + seeds; seed++) {
      Simulation.Result result = Simulation.onPort(seed, seeds == 1);
      Throwable violation = result.violation();
      if (violation != null) {
        String kind =
            String.valueOf(violation.getMessage())
                .replaceAll("[abc]-[0-9]+", "P")
                .replaceAll("silver.[a-z]+", "T")
                .replaceAll(" for [a-z]+;", "")
                .replaceAll("connector-[-/a-z0-9]*", "TASK")
                .replaceAll("[0-9]+", "N")
                .replaceAll("org.apache[a-z.]*", "");
        kind =
            violation.getClass().getSimpleName()
                + ": "
                + kind.substring(0, Math.min(150, kind.length()));
        long[] at = kinds.computeIfAbsent(kind, k -> new long[2]);
        if (at[0]++ < 1) {
          at[1] = seed;
          if (seeds == 1) {
            result.lastEvents().forEach(System.out::println);
            violation.printStackTrace(System.out);
          }
        }
      }
    }
    kinds.forEach((k, v) -> System.out.println(v[0] + " x, first seed " + v[1] + ": " + k));
    double s = (System.nanoTime() - began) / 1e9;
    System.out.printf("%d seeds in %.1f s, %.0f a second%n", seeds, s, seeds / s);
  }
}
