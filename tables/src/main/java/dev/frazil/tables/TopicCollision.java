package dev.frazil.tables;

import org.apache.iceberg.catalog.TableIdentifier;

/**
 * Two topics whose tables are one, or are told apart by upper and lower case only, which many
 * catalogs and engines do not.
 *
 * @param first a topic
 * @param firstTable its table
 * @param second another topic
 * @param secondTable its table
 */
public record TopicCollision(
    String first, TableIdentifier firstTable, String second, TableIdentifier secondTable) {

  /** A sentence for the person who configures. */
  public String message() {
    String topics = "Topics " + Shown.of(first) + " and " + Shown.of(second);
    return firstTable.equals(secondTable)
        ? topics + " both go to table " + firstTable
        : topics
            + " go to tables "
            + firstTable
            + " and "
            + secondTable
            + ", which differ in case only";
  }
}
