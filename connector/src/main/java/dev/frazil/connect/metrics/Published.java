package dev.frazil.connect.metrics;

import java.lang.management.ManagementFactory;
import java.util.Map;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bean under its name, until closed. The newest bean of a name stays: a task that lingers on
 * takes nothing away from the one that has followed it, even of another copy of this plugin. What
 * JMX refuses is not shown; the sink goes on without.
 */
final class Published implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Published.class);
  private static final int ATTEMPTS = 10;

  private final NumbersBean bean;
  private final @Nullable ObjectName name;

  private Published(NumbersBean bean, @Nullable ObjectName name) {
    this.bean = bean;
    this.name = name;
  }

  /**
   * Shows a bean.
   *
   * @param keys of the name, in their order
   */
  static Published of(NumbersBean bean, Map<String, String> keys) {
    try {
      ObjectName name = name(keys);
      register(bean, name);
      return new Published(bean, name);
    } catch (JMException | RuntimeException e) {
      LOG.warn("Cannot show metrics {}: {}", keys, e.getMessage());
      return new Published(bean, null);
    }
  }

  private static void register(NumbersBean bean, ObjectName name) throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        server.registerMBean(bean, name);
        return;
      } catch (InstanceAlreadyExistsException e) {
        unregister(server, name);
      }
    }
    throw new InstanceAlreadyExistsException(name + " is taken again and again");
  }

  private static void unregister(MBeanServer server, ObjectName name) throws JMException {
    try {
      server.unregisterMBean(name);
    } catch (InstanceNotFoundException e) {
      LOG.debug("{} has gone already", name);
    }
  }

  private static ObjectName name(Map<String, String> keys) throws JMException {
    StringBuilder name = new StringBuilder("dev.frazil:");
    String separator = "";
    for (Map.Entry<String, String> key : keys.entrySet()) {
      name.append(separator).append(key.getKey()).append('=').append(value(key.getValue()));
      separator = ",";
    }
    return new ObjectName(name.toString());
  }

  private static String value(String value) {
    return value.matches("[\\w .-]+") ? value : ObjectName.quote(value);
  }

  @Override
  public void close() {
    try {
      if (name != null && bean.isRegistered()) {
        unregister(ManagementFactory.getPlatformMBeanServer(), name);
      }
    } catch (JMException | RuntimeException e) {
      LOG.warn("Cannot take metrics {} away: {}", name, e.getMessage());
    }
  }
}
