package dev.frazil.transforms.delegate;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;

/**
 * A converter of another plugin. Connect's loader of plugins is the parent of ours and finds the
 * classes of every plugin that the worker knows, by full name or alias. Each call runs with the
 * other plugin's loader as the thread's context class loader, which is where libraries look for
 * their services.
 */
public final class Delegate implements Closeable {
  private final Converter converter;
  private final ClassLoader loader;

  private Delegate(Converter converter) {
    this.converter = converter;
    this.loader = converter.getClass().getClassLoader();
  }

  /**
   * The class of a converter.
   *
   * @throws ConfigException when the worker knows no such class, or it is no converter
   */
  public static Class<? extends Converter> find(String setting, String className) {
    Class<?> found = load(setting, className);
    if (!Converter.class.isAssignableFrom(found)) {
      throw new ConfigException(
          invalid(setting, className)
              + " (expected a Converter, which "
              + found.getName()
              + " is not)");
    }
    return found.asSubclass(Converter.class);
  }

  /**
   * Makes a converter for values and configures it.
   *
   * @throws ConfigException when it cannot be made
   */
  public static Delegate of(
      String setting, Class<? extends Converter> type, Map<String, ?> settings) {
    Delegate delegate;
    try {
      delegate = new Delegate(type.getDeclaredConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      throw new ConfigException(
          invalid(setting, type.getName()) + ": it cannot be made: " + DelegateFailures.shown(e));
    }
    delegate.run(() -> delegate.converter.configure(settings, false));
    return delegate;
  }

  /** What the converter makes of a value. Throws whatever that throws. */
  public SchemaAndValue toConnect(String topic, @Nullable Headers headers, byte[] value) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      SchemaAndValue converted =
          headers == null
              ? converter.toConnectData(topic, value)
              : converter.toConnectData(topic, headers, value);
      return converted == null ? SchemaAndValue.NULL : converted;
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** What the converter makes of a value of Connect. Throws whatever that throws. */
  public byte @Nullable [] fromConnect(
      String topic, @Nullable Headers headers, @Nullable Schema schema, @Nullable Object value) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return headers == null
          ? converter.fromConnectData(topic, schema, value)
          : converter.fromConnectData(topic, headers, schema, value);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  public void close() throws IOException {
    if (converter instanceof Closeable closeable) {
      closeable.close();
    }
  }

  private void run(Runnable call) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      call.run();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static Class<?> load(String setting, String className) {
    try {
      // Not Class.forName: that finds no alias.
      return Delegate.class.getClassLoader().loadClass(className);
    } catch (ClassNotFoundException e) {
      throw new ConfigException(
          invalid(setting, className)
              + " (expected the class of a converter that this worker lists at"
              + " /connector-plugins?connectorsOnly=false; is its directory in plugin.path, and"
              + " Frazil in a plugin directory of its own?)");
    }
  }

  private static String invalid(String setting, String className) {
    return "Invalid value for configuration " + setting + ": " + className;
  }
}
