package dev.frazil.transforms.contract;

import org.apache.kafka.connect.data.Schema;

/**
 * What a value is stored as.
 *
 * @param schema that it has as a value of Connect
 * @param texts whether texts are stored, or made objects of at once
 */
record StoredAs(ColumnShape shape, Schema schema, Property.Storage texts) {

  /** A field of what is stored. */
  StoredAs field(String name, ColumnShape fieldShape) {
    return new StoredAs(fieldShape, schema.field(name).schema(), Property.Storage.COLUMN);
  }

  /** The elements of what is stored, or the values of a map. */
  StoredAs element(ColumnShape elementShape) {
    return new StoredAs(elementShape, schema.valueSchema(), Property.Storage.CHECKED_ONLY);
  }
}
