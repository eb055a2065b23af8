package dev.frazil.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A running stack that this program owns: one object store, one catalog, one broker, any number of
 * Connect workers, and a schema registry for those who start it. It ends when it is closed or when
 * the program ends, unless it was {@linkplain #detach() detached}. Parts may be killed and started
 * again one by one.
 */
public final class LocalStack implements AutoCloseable {
  private static final String NONE_RUNS = "none is running there";

  private final StackDirectory directory;
  private final Duration startTimeout;
  private final FreePorts ports;
  private final Endpoints endpoints;
  private final ObjectStore objectStore;
  private final RestCatalog catalog;
  private final KafkaBroker broker;
  private final SchemaRegistry registry;
  private final int firstWorkerPort;
  private final List<ConnectWorker> workers = new CopyOnWriteArrayList<>();
  private final Thread onExit = new Thread(this::close, "stop-local-stack");
  private boolean over;

  private LocalStack(
      StackOptions options,
      StackDirectory directory,
      S3Keys keys,
      StackPorts chosen,
      FreePorts ports) {
    this.directory = directory;
    this.startTimeout = options.startTimeout();
    this.ports = ports;
    this.objectStore = new ObjectStore(directory, startTimeout, chosen.s3(), keys);
    this.catalog =
        new RestCatalog(directory, startTimeout, chosen.catalog(), objectStore.address(), keys);
    this.broker =
        new KafkaBroker(
            directory, startTimeout, chosen.kafka(), chosen.controller(), options.broker());
    this.registry =
        new SchemaRegistry(directory, startTimeout, chosen.registry(), chosen.management());
    this.firstWorkerPort = chosen.connect();
    this.endpoints =
        new Endpoints(
            broker.address(),
            "http://127.0.0.1:" + firstWorkerPort,
            catalog.address(),
            objectStore.address(),
            keys.accessKey(),
            keys.secretKey(),
            ObjectStore.REGION,
            "s3://" + ObjectStore.BUCKET + "/",
            directory.logs(),
            directory.root());
    options.workers().forEach(this::prepareWorker);
  }

  /**
   * Starts all parts and waits until each answers.
   *
   * @throws LocalStackException when a stack runs in this directory already, or a part does not
   *     come up; what was started is stopped again
   */
  public static LocalStack start(StackOptions options) {
    StackDirectory directory = new StackDirectory(options.directory());
    directory.create();
    return directory.exclusively(
        "start",
        () -> {
          requireStopped(directory, "start");
          FreePorts ports = new FreePorts();
          LocalStack stack =
              new LocalStack(options, directory, directory.keys(), StackPorts.free(ports), ports);
          stack.startParts();
          return stack;
        });
  }

  /**
   * Starts again what died of a detached stack, on the ports it had and with its data. What runs is
   * left as it is, and so is all of it when this program ends.
   *
   * @return the names of the parts that were started
   * @throws LocalStackException when no stack was started here, or a part does not come up
   */
  public static List<String> revive(StackOptions options) {
    StackDirectory directory = new StackDirectory(options.directory());
    requireStack(directory, "revive");
    return directory.exclusively(
        "revive",
        () -> {
          StackState state =
              directory.recorded().orElseThrow(() -> directory.cannot("revive", NONE_RUNS));
          FreePorts ports = new FreePorts();
          StackPorts known = StackPorts.of(state, ports);
          return new LocalStack(options, directory, directory.keys(), known, ports)
              .startDead(state);
        });
  }

  /**
   * The stack that was started in this directory by another program, or by this one before it
   * {@linkplain #detach() let go}.
   *
   * @throws LocalStackException when none was started, or it was stopped
   */
  public static AttachedStack attach(Path directory) {
    return find(directory)
        .orElseThrow(() -> new StackDirectory(directory).cannot("find", NONE_RUNS));
  }

  /** The stack that {@link #attach} would find; empty when none was started, or it was stopped. */
  public static Optional<AttachedStack> find(Path directory) {
    return AttachedStack.in(new StackDirectory(directory));
  }

  /** Whether a stack keeps its data in this directory, running or not. */
  public static boolean isKept(Path directory) {
    return new StackDirectory(directory).isStack();
  }

  /**
   * Deletes topics, tables, catalog, logs and keys of a stack that does not run.
   *
   * @throws LocalStackException when it runs, or when the directory is not a stack's
   */
  public static void reset(Path path) {
    StackDirectory directory = new StackDirectory(path);
    requireStack(directory, "reset");
    directory.exclusively(
        "reset",
        () -> {
          requireStopped(directory, "reset");
          return directory.deleteContents();
        });
  }

  public Endpoints endpoints() {
    return endpoints;
  }

  public ObjectStore objectStore() {
    return objectStore;
  }

  public RestCatalog catalog() {
    return catalog;
  }

  public KafkaBroker broker() {
    return broker;
  }

  /** The schema registry, which runs only while somebody has started it. */
  public SchemaRegistry registry() {
    return registry;
  }

  /** The workers in the order in which they were added, those that were killed included. */
  public List<ConnectWorker> workers() {
    return List.copyOf(workers);
  }

  /** Starts one more worker in the same group and waits until it answers. */
  public ConnectWorker addWorker(WorkerOptions options) {
    ConnectWorker worker = prepareWorker(options);
    worker.start();
    return worker;
  }

  /** A client for the REST API of the first worker. */
  public ConnectRest connect() {
    return ConnectRest.at(endpoints.connectUrl());
  }

  /**
   * Fails if a part ended that nobody stopped.
   *
   * @throws LocalStackException with the last lines of its log
   */
  public void requireAlive() {
    parts().forEach(Part::requireAlive);
  }

  /** Leaves the parts running when this program ends; {@link #attach} finds them again. */
  public synchronized void detach() {
    over = true;
    removeHook();
  }

  /** Stops all parts, workers first. Waits until they are gone; idle the second time. */
  @Override
  public synchronized void close() {
    if (over) {
      return;
    }
    over = true;
    parts().forEach(Part::retire);
    ShutDown.parts(workers, List.of(registry, catalog, broker, objectStore));
    directory.end();
    // Until here: should the program be ended meanwhile, the hook waits for all this to be done.
    removeHook();
  }

  private synchronized ConnectWorker prepareWorker(WorkerOptions options) {
    int number = workers.size() + 1;
    ConnectWorker worker =
        new ConnectWorker(
            number == 1 ? PartKind.CONNECT.label() : PartKind.CONNECT.label() + "-" + number,
            directory,
            startTimeout,
            number == 1 ? firstWorkerPort : ports.next(),
            options,
            environment());
    workers.add(worker);
    return worker;
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>(endpoints.environment());
    environment.put("FRAZIL_REGISTRY_URL", registry.address());
    return environment;
  }

  private void startParts() {
    Runtime.getRuntime().addShutdownHook(onExit);
    directory.begin(
        new StackState(
            endpoints.bootstrapServers(),
            endpoints.connectUrl(),
            endpoints.catalogUrl(),
            endpoints.s3Endpoint(),
            endpoints.s3Region(),
            endpoints.warehouse(),
            List.of()));
    try (StartUp startUp = new StartUp(parts())) {
      startUp.run(objectStore, catalog, broker, List.copyOf(workers));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** In the order of need: each part finds running what it asks. */
  private List<String> startDead(StackState state) {
    directory.begin(state);
    List<String> started = new ArrayList<>();
    for (Part part : parts()) {
      Optional<PartState> known = state.part(part.name());
      Optional<PartProcess> running = known.flatMap(PartState::process);
      if (running.isPresent()) {
        part.adopt(running.get());
      } else if (part != registry || known.isPresent()) {
        startAgain(part, known);
        started.add(part.name());
      }
    }
    return started;
  }

  /** A part that does not come up stays known as dead. */
  private void startAgain(Part part, Optional<PartState> known) {
    int port = StackPorts.portOf(part.address());
    if (HttpProbe.accepts(port)) {
      throw new LocalStackException(
          "Cannot start %s: another program listens on its port %d (a stack that is stopped and started takes other ports)"
              .formatted(part.name(), port));
    }
    try {
      part.start();
    } catch (LocalStackException e) {
      known.ifPresent(directory::remember);
      throw e;
    }
  }

  private List<Part> parts() {
    List<Part> parts = new ArrayList<>(List.of(objectStore, catalog, broker, registry));
    parts.addAll(workers);
    return parts;
  }

  private void removeHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException e) {
      // The program is ending: the hook itself came here, or waits for this call.
      return;
    }
  }

  private static void requireStack(StackDirectory directory, String verb) {
    if (!directory.isStack()) {
      throw directory.cannot(verb, "no stack was started there");
    }
  }

  private static void requireStopped(StackDirectory directory, String verb) throws IOException {
    List<PartState> alive = directory.recorded().map(StackState::alive).orElse(List.of());
    if (!alive.isEmpty()) {
      List<String> processes = alive.stream().map(part -> part.name() + " " + part.pid()).toList();
      throw directory.cannot(
          verb, "it is running (process ids: " + String.join(", ", processes) + ")");
    }
  }
}
