package dev.frazil.connect;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The product with one fault in it, compiled and loaded beside the real one. */
final class SimMutation implements AutoCloseable {
  private static final long FIRST_SEED = 1_000_000;

  private final SimMutant mutant;
  private final Loader loader;

  private SimMutation(SimMutant mutant, Loader loader) {
    this.mutant = mutant;
    this.loader = loader;
  }

  /** Compiles the mutant below a directory. */
  static SimMutation of(SimMutant mutant, Path checkout, Path directory) throws IOException {
    Path classes = directory.resolve(mutant.name()).resolve("classes");
    Path source = directory.resolve(mutant.name()).resolve(mutant.file().getFileName());
    Files.createDirectories(classes);
    Files.writeString(source, mutant.source(checkout));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int failed =
        compiler.run(
            null,
            null,
            null,
            "-proc:none",
            "-nowarn",
            "-cp",
            System.getProperty("java.class.path"),
            "-d",
            classes.toString(),
            source.toString());
    if (failed != 0) {
      throw new IllegalStateException("Cannot compile mutant " + mutant.name());
    }
    return new SimMutation(mutant, new Loader(classes));
  }

  /** How many seeds it takes until a promise is broken; 0 when that many do not find it. */
  long seedsUntilFound(long most) throws ReflectiveOperationException {
    LongPredicate breaks =
        (LongPredicate)
            loader
                .loadClass(SimMutationRun.class.getName())
                .getConstructor(String.class)
                .newInstance(mutant.tables().name());
    for (long seed = 0; seed < most; seed++) {
      if (breaks.test(FIRST_SEED + seed)) {
        return seed + 1;
      }
    }
    return 0;
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }

  /** Loads all of the product anew, the mutated classes first. */
  private static final class Loader extends URLClassLoader {
    Loader(Path classes) throws IOException {
      super(urls(classes), SimMutation.class.getClassLoader());
    }

    private static URL[] urls(Path classes) throws IOException {
      List<String> path =
          Pattern.compile(Pattern.quote(File.pathSeparator))
              .splitAsStream(System.getProperty("java.class.path"))
              .toList();
      URL[] urls = new URL[path.size() + 1];
      urls[0] = classes.toUri().toURL();
      for (int i = 0; i < path.size(); i++) {
        urls[i + 1] = Path.of(path.get(i)).toUri().toURL();
      }
      return urls;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("dev.frazil.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        return known == null ? findClass(name) : known;
      }
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
      URL own = findResource(name);
      try {
        return own == null ? super.getResourceAsStream(name) : own.openStream();
      } catch (IOException e) {
        return super.getResourceAsStream(name);
      }
    }
  }
}
