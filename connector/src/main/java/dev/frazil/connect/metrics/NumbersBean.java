package dev.frazil.connect.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanRegistration;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** An MBean whose attributes are numbers that can only be read. Thread-safe once registered. */
final class NumbersBean implements DynamicMBean, MBeanRegistration {
  private final String description;
  private final Map<String, Gauge> gauges = new LinkedHashMap<>();
  private volatile boolean registered;

  NumbersBean(String description) {
    this.description = description;
  }

  /** Adds an attribute; before the bean is registered. */
  NumbersBean with(String attribute, String meaning, LongSupplier value) {
    gauges.put(attribute, new Gauge(meaning, value));
    return this;
  }

  /** Whether the MBean server has it; false once another bean took its name. */
  boolean isRegistered() {
    return registered;
  }

  @Override
  public Object getAttribute(String attribute) throws AttributeNotFoundException {
    Gauge gauge = gauges.get(attribute);
    if (gauge == null) {
      throw new AttributeNotFoundException("Cannot find attribute " + attribute);
    }
    return gauge.value.getAsLong();
  }

  @Override
  public AttributeList getAttributes(String[] attributes) {
    AttributeList list = new AttributeList();
    for (String each : attributes) {
      Gauge gauge = gauges.get(each);
      if (gauge != null) {
        list.add(new Attribute(each, gauge.value.getAsLong()));
      }
    }
    return list;
  }

  @Override
  public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
    throw new AttributeNotFoundException("Cannot set attribute " + attribute.getName());
  }

  @Override
  public AttributeList setAttributes(AttributeList attributes) {
    return new AttributeList();
  }

  @Override
  public Object invoke(String action, Object[] parameters, String[] signature) {
    throw new UnsupportedOperationException(
        "Cannot invoke " + action + ": there are no operations");
  }

  @Override
  public MBeanInfo getMBeanInfo() {
    MBeanAttributeInfo[] attributes =
        gauges.entrySet().stream()
            .map(
                each ->
                    new MBeanAttributeInfo(
                        each.getKey(), "long", each.getValue().meaning, true, false, false))
            .toArray(MBeanAttributeInfo[]::new);
    return new MBeanInfo(NumbersBean.class.getName(), description, attributes, null, null, null);
  }

  @Override
  public ObjectName preRegister(MBeanServer server, ObjectName name) {
    return name;
  }

  @Override
  public void postRegister(@Nullable Boolean done) {
    registered = Boolean.TRUE.equals(done);
  }

  @Override
  public void preDeregister() {}

  @Override
  public void postDeregister() {
    registered = false;
  }

  private record Gauge(String meaning, LongSupplier value) {}
}
