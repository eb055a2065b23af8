package dev.frazil.connect.replay;

import java.lang.reflect.Modifier;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.HeaderConverter;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The classes of plugins on the class path, by the names that Connect knows them by: the full name;
 * and for those that declare themselves in {@code META-INF/services}, the simple name, and that
 * without the kind of plugin at its end.
 */
final class PluginClasses {
  /** Tells where jars go that are missing. */
  static final String HINT =
      "the environment variable FRAZIL_CLASS_PATH puts further jars on the class path";

  private static final Logger LOG = LoggerFactory.getLogger(PluginClasses.class);
  private static final List<Class<?>> KINDS =
      List.of(Converter.class, HeaderConverter.class, Transformation.class, Predicate.class);

  private final ClassLoader loader;
  private @Nullable Map<String, SortedSet<String>> aliases;

  PluginClasses(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * The class with this name.
   *
   * @param key names the setting in messages
   * @throws ConfigException when there is none, several have the name, or it is of another kind
   */
  <T> Class<? extends T> find(String key, String name, Class<T> kind) {
    Class<?> found = load(key, fullName(key, name), kind);
    if (!kind.isAssignableFrom(found)) {
      throw new ConfigException(
          invalid(key, name)
              + " (expected a "
              + kind.getSimpleName()
              + ", which "
              + found.getName()
              + " is not)");
    }
    if (Modifier.isAbstract(found.getModifiers())) {
      throw new ConfigException(
          invalid(key, name) + " (expected a class that can be made; this one is abstract)");
    }
    return found.asSubclass(kind);
  }

  private Class<?> load(String key, String name, Class<?> kind) {
    try {
      return Class.forName(name, true, loader);
    } catch (ClassNotFoundException e) {
      throw new ConfigException(
          "%s (expected a %s on the class path; %s)"
              .formatted(invalid(key, name), kind.getSimpleName(), HINT));
    } catch (LinkageError e) {
      throw new ConfigException(
          "%s: it cannot be loaded: %s (%s)"
              .formatted(invalid(key, name), Failures.shown(e), HINT));
    }
  }

  private String fullName(String key, String name) {
    if (name.indexOf('.') >= 0) {
      return name;
    }
    SortedSet<String> candidates = aliases().getOrDefault(name, new TreeSet<>());
    if (candidates.size() > 1) {
      throw new ConfigException(
          invalid(key, name)
              + " (expected a full name; several classes have this one: "
              + String.join(", ", candidates)
              + ")");
    }
    return candidates.isEmpty() ? name : candidates.first();
  }

  private Map<String, SortedSet<String>> aliases() {
    Map<String, SortedSet<String>> known = aliases;
    if (known == null) {
      known = new TreeMap<>();
      for (Class<?> kind : KINDS) {
        collect(kind, known);
      }
      aliases = known;
    }
    return known;
  }

  private <T> void collect(Class<T> kind, Map<String, SortedSet<String>> known) {
    Iterator<ServiceLoader.Provider<T>> declared =
        ServiceLoader.load(kind, loader).stream().iterator();
    boolean isMore = true;
    while (isMore) {
      try {
        isMore = declared.hasNext();
        if (isMore) {
          Class<?> found = declared.next().type();
          String simple = found.getSimpleName();
          known.computeIfAbsent(simple, name -> new TreeSet<>()).add(found.getName());
          known
              .computeIfAbsent(pruned(simple, kind.getSimpleName()), name -> new TreeSet<>())
              .add(found.getName());
        }
      } catch (ServiceConfigurationError | LinkageError e) {
        LOG.warn("A plugin that declares itself cannot be loaded: {}", e.toString());
      }
    }
  }

  private static String pruned(String simpleName, String kind) {
    int end = simpleName.lastIndexOf(kind);
    return end > 0 ? simpleName.substring(0, end) : simpleName;
  }

  private static String invalid(String key, String name) {
    return "Invalid value for configuration " + key + ": " + name;
  }
}
