package dev.frazil.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Which requests of one server get which fault. The n-th request gets the same fault with the same
 * seed; which request is the n-th is up to the threads of the clients. Safe for use by several
 * threads.
 */
final class FaultPlan {
  private final SplittableRandom random;
  private final boolean lyingCommits;
  private final boolean noDeletes;
  private final Map<Fault, Long> injected = new TreeMap<>();
  private double rate;
  private long requests;

  private FaultPlan(long seed, boolean lyingCommits, boolean noDeletes) {
    this.random = new SplittableRandom(seed);
    this.lyingCommits = lyingCommits;
    this.noDeletes = noDeletes;
  }

  static FaultPlan forStore(long seed) {
    return new FaultPlan(seed, false, false);
  }

  /** A store in which the client has no right to delete. */
  static FaultPlan forStoreWithoutDelete(long seed) {
    return new FaultPlan(seed, false, true);
  }

  /** A catalog, which also lies about commits. */
  static FaultPlan forCatalog(long seed) {
    return new FaultPlan(seed, true, false);
  }

  /** From now on this share of the requests gets a fault, 0 to 1. */
  synchronized void rate(double share) {
    rate = share;
  }

  /** What happens to this request; nothing means that it is passed on. */
  synchronized Optional<Fault> next(HttpMessage request) {
    requests++;
    Optional<Fault> fault = drawn(request);
    fault.ifPresent(drawn -> injected.merge(drawn, 1L, Long::sum));
    return fault;
  }

  /** How often each fault was injected. */
  synchronized Map<Fault, Long> injected() {
    return new TreeMap<>(injected);
  }

  synchronized long requests() {
    return requests;
  }

  private Optional<Fault> drawn(HttpMessage request) {
    boolean hit = random.nextDouble() < rate;
    int place = random.nextInt(1 << 20);
    if (noDeletes && isDelete(request)) {
      return Optional.of(Fault.FORBIDDEN_DELETE);
    }
    List<Fault> possible = possible(request);
    return hit ? Optional.of(possible.get(place % possible.size())) : Optional.empty();
  }

  private List<Fault> possible(HttpMessage request) {
    List<Fault> faults =
        new ArrayList<>(
            List.of(
                Fault.LATENCY,
                Fault.ERROR_500,
                Fault.ERROR_503,
                Fault.RESET_BEFORE,
                Fault.RESET_AFTER,
                Fault.CUT_ANSWER));
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      faults.addAll(List.of(Fault.LIE_500, Fault.LIE_503));
    }
    if (lyingCommits && isCommit(request)) {
      faults.addAll(List.of(Fault.LIE_CONFLICT, Fault.RESET_AFTER, Fault.LIE_CONFLICT));
    }
    return faults;
  }

  private static boolean isDelete(HttpMessage request) {
    return request.method().equals("DELETE")
        || (request.method().equals("POST") && request.target().matches(".*\\?(.*&)?delete(=.*)?"));
  }

  private static boolean isCommit(HttpMessage request) {
    return request.method().equals("POST") && request.target().matches("/v1/.*/tables/[^/]+");
  }
}
