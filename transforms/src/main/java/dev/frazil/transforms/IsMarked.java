package dev.frazil.transforms;

import dev.frazil.transforms.reject.RejectMark;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.transforms.predicates.Predicate;

/**
 * Whether a record is on its way to the dead letters, or to be read again: transforms of others are
 * to leave it alone, which {@code negate} on this predicate tells Connect. Cannot be deceived by
 * headers that a producer sets.
 */
public final class IsMarked<R extends ConnectRecord<R>> implements Predicate<R>, Versioned {
  public static final String OVERVIEW_DOC =
      "True for records that a Frazil converter or transform has rejected or put off.";

  public static final ConfigDef CONFIG_DEF = new ConfigDef();

  @Override
  public boolean test(R record) {
    return RejectMark.isMarked(record);
  }

  @Override
  public ConfigDef config() {
    return CONFIG_DEF;
  }

  @Override
  public void configure(Map<String, ?> props) {}

  @Override
  public void close() {}

  @Override
  public String version() {
    return FrazilVersion.version();
  }
}
