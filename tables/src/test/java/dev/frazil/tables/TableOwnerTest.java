package dev.frazil.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.Test;

class TableOwnerTest {
  private static final TableIdentifier TABLE = TableIdentifier.of("silver", "a_b");

  @Test
  void aTableNamesItsTopic() {
    assertThat(TableOwner.of(TABLE, Map.of("frazil.topic", " a.b ")))
        .contains(new TableOwner(TABLE, "a.b"));
    assertThat(TableOwner.of(TABLE, Map.of("frazil.topic", ""))).isEmpty();
    assertThat(TableOwner.of(TABLE, Map.of("owner", "a.b"))).isEmpty();
  }

  @Test
  void otherTopicsAreToldWhoseItIs() {
    TableOwner owner = new TableOwner(TABLE, "a.b");

    assertThat(owner.objectionTo("a.b")).isNull();
    assertThat(owner.objectionTo("a_b"))
        .isEqualTo(
            "Cannot route topic a_b to table silver.a_b: it belongs to topic a.b (set"
                + " iceberg.tables.topic-collisions=allow, or the table's property"
                + " frazil.topic)");
    assertThat(owner.objectionTo("A.b")).isNotNull();
  }
}
