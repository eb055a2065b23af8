package dev.frazil.connect.replay;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the plugins that a configuration names, and closes them, the last one first. */
final class OpenPlugins implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenPlugins.class);

  private final PluginClasses classes = new PluginClasses(OpenPlugins.class.getClassLoader());
  private final Deque<AutoCloseable> made = new ArrayDeque<>();

  /**
   * The class of a plugin.
   *
   * @param key names the setting in messages
   * @param className a name that {@link PluginClasses} knows
   * @throws ConfigException when there is none, or it is of another kind
   */
  <T> Class<? extends T> find(String key, String className, Class<T> kind) {
    return classes.find(key, className, kind);
  }

  /**
   * Makes a plugin and configures it.
   *
   * @param key names the setting in messages
   * @param className a name that {@link PluginClasses} knows
   * @throws ConfigException when it cannot be made, or does not take its settings
   */
  <T> T make(
      String key,
      String className,
      Class<T> kind,
      Map<String, Object> settings,
      BiConsumer<T, Map<String, Object>> configure) {
    T plugin = made(key, find(key, className, kind));
    try {
      configure.accept(plugin, settings);
    } catch (RuntimeException | LinkageError e) {
      throw failed("Cannot configure " + key, plugin.getClass(), e);
    }
    return plugin;
  }

  private <T> T made(String key, Class<? extends T> type) {
    T plugin;
    try {
      plugin = type.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      throw failed("Cannot make " + key, type, e);
    }
    if (plugin instanceof AutoCloseable closeable) {
      made.push(closeable);
    }
    return plugin;
  }

  @Override
  public void close() {
    while (!made.isEmpty()) {
      AutoCloseable plugin = made.pop();
      try {
        plugin.close();
      } catch (Exception | LinkageError e) {
        LOG.warn("Cannot close {}", plugin.getClass().getName(), e);
      }
    }
  }

  private static ConfigException failed(String what, Class<?> type, Throwable cause) {
    String why =
        cause instanceof ConfigException
            ? String.valueOf(cause.getMessage())
            : Failures.shown(cause) + " (where a class is missing, " + PluginClasses.HINT + ")";
    ConfigException failure = new ConfigException(what + ", " + type.getName() + ": " + why);
    failure.initCause(cause);
    return failure;
  }
}
