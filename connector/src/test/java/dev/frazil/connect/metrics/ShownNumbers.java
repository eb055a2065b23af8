package dev.frazil.connect.metrics;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What JMX shows under a name, as a program sees it that knows nothing of us. */
public record ShownNumbers(String name) {
  private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

  public long number(String attribute) {
    try {
      return (Long) SERVER.getAttribute(new ObjectName(name), attribute);
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  public boolean isThere() {
    try {
      return SERVER.isRegistered(new ObjectName(name));
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  List<MBeanAttributeInfo> attributes() {
    try {
      return List.of(SERVER.getMBeanInfo(new ObjectName(name)).getAttributes());
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The names of all beans of ours. */
  public static List<String> names() {
    try {
      List<String> names = new ArrayList<>();
      SERVER
          .queryNames(new ObjectName("dev.frazil:*"), null)
          .forEach(each -> names.add(each.toString()));
      return names;
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }
}
