package dev.frazil.connect.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/**
 * A key as a reader sees it.
 *
 * @param name the full name
 * @param type what its values are
 * @param importance how likely it is that somebody sets it
 * @param displayName a name for forms
 * @param doc what it means, in sentences
 */
record Key(
    String name, ConfigDef.Type type, Importance importance, String displayName, String doc) {

  static Key text(String name, Importance importance, String displayName, String doc) {
    return new Key(name, ConfigDef.Type.STRING, importance, displayName, doc);
  }

  static Key secret(String name, Importance importance, String displayName, String doc) {
    return new Key(name, ConfigDef.Type.PASSWORD, importance, displayName, doc);
  }

  static Key flag(String name, Importance importance, String displayName, String doc) {
    return new Key(name, ConfigDef.Type.BOOLEAN, importance, displayName, doc);
  }

  static Key number(String name, Importance importance, String displayName, String doc) {
    return new Key(name, ConfigDef.Type.LONG, importance, displayName, doc);
  }

  static Key list(String name, Importance importance, String displayName, String doc) {
    return new Key(name, ConfigDef.Type.LIST, importance, displayName, doc);
  }
}
