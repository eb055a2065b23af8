package dev.frazil.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionStrategyTest {

  private static final Schema SCHEMA =
      new Schema(
          Types.NestedField.required(1, "event_ts", Types.TimestampType.withZone()),
          Types.NestedField.required(2, "user_id", Types.LongType.get()),
          Types.NestedField.optional(3, "region", Types.StringType.get()),
          Types.NestedField.optional(4, "rating", Types.DoubleType.get()),
          Types.NestedField.optional(5, "day", Types.DateType.get()),
          Types.NestedField.optional(6, "taken", Types.DateType.get()),
          Types.NestedField.optional(7, "taken_day", Types.IntegerType.get()),
          Types.NestedField.optional(
              8,
              "place",
              Types.StructType.of(Types.NestedField.optional(9, "city", Types.StringType.get()))),
          Types.NestedField.optional(
              10, "tags", Types.ListType.ofOptional(11, Types.StringType.get())));

  @Test
  void readsAllTransforms() {
    PartitionStrategy strategy =
        PartitionStrategy.parse(
            " day(event_ts),bucket( user_id ,16) , truncate(region, 4), region, identity(user_id),"
                + " place.city");
    assertThat(strategy)
        .hasToString(
            "day(event_ts), bucket(user_id, 16), truncate(region, 4), region, user_id, place.city");
    assertThat(strategy.spec(SCHEMA).fields())
        .extracting(
            PartitionField::name, field -> field.transform().toString(), PartitionField::sourceId)
        .containsExactly(
            tuple("event_ts_day", "day", 1),
            tuple("user_id_bucket", "bucket[16]", 2),
            tuple("region_trunc", "truncate[4]", 3),
            tuple("region", "identity", 3),
            tuple("user_id", "identity", 2),
            tuple("place.city", "identity", 9));
  }

  @ParameterizedTest
  @CsvSource({
    "year(day), year",
    "years(day), year",
    "month(day), month",
    "months(event_ts), month",
    "day(day), day",
    "days(event_ts), day",
    "hour(event_ts), hour",
    "hours(event_ts), hour",
    "hour (event_ts), hour",
    "day, identity",
  })
  void readsSingularAndPlural(String text, String transform) {
    assertThat(PartitionStrategy.parse(text).spec(SCHEMA).fields())
        .extracting(field -> field.transform().toString())
        .containsExactly(transform);
  }

  @Test
  void blankTextMeansNoPartitions() {
    assertThat(PartitionStrategy.parse(" ")).isEqualTo(PartitionStrategy.NONE);
    assertThat(PartitionStrategy.NONE.spec(SCHEMA)).isEqualTo(PartitionSpec.unpartitioned());
  }

  @Test
  void isEqualByItsParts() {
    assertThat(PartitionStrategy.parse("days(event_ts),region"))
        .isEqualTo(PartitionStrategy.parse("day( event_ts ), identity(region)"))
        .hasSameHashCodeAs(PartitionStrategy.parse("day(event_ts), region"))
        .isNotEqualTo(PartitionStrategy.parse("region, day(event_ts)"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dai(event_ts)       | Invalid partition transform: dai (expected year, month, day, hour,"
            + " bucket, truncate or identity); did you mean day?",
        "Day(event_ts)       | Invalid partition transform: Day (expected year, month, day, hour,"
            + " bucket, truncate or identity); did you mean day?",
        "void(region)        | Invalid partition transform: void (expected year, month, day, hour,"
            + " bucket, truncate or identity)",
        "day()               | Invalid partition field: day() (expected day(column))",
        "day(event_ts, 4)    | Invalid partition field: day(event_ts, 4) (expected day(column))",
        "bucket(user_id)     | Invalid partition field: bucket(user_id) (expected bucket(column,"
            + " buckets))",
        "bucket(user_id,2,3) | Invalid partition field: bucket(user_id,2,3) (expected"
            + " bucket(column, buckets))",
        "truncate(, 3)       | Invalid partition field: truncate(, 3) (expected truncate(column,"
            + " width))",
        "bucket(user_id, x)  | Invalid number in bucket(user_id, x): x (expected 1 to 999999999)",
        "bucket(user_id, 0)  | Invalid number in bucket(user_id, 0): 0 (expected 1 to 999999999)",
        "bucket(user_id, )   | Invalid number in bucket(user_id, ): '' (expected 1 to 999999999)",
        "truncate(region,-1) | Invalid number in truncate(region,-1): -1 (expected 1 to 999999999)",
        "bucket(16, user_id) | Invalid number in bucket(16, user_id): user_id (expected 1 to"
            + " 999999999)",
        "day(event_ts        | Invalid partition field: day(event_ts (expected a column or a"
            + " transform such as day(column))",
        "day(event_ts))      | Invalid partition field: day(event_ts)) (expected a column or a"
            + " transform such as day(column))",
        "region,             | Invalid partition field: '' (expected a column or a transform such"
            + " as day(column))",
        "region, region      | Invalid partition field: region (expected once, it is there twice)",
        "days(day), day(day) | Invalid partition field: day(day) (expected once, it is there"
            + " twice)",
      })
  void saysWhatIsWrongWithTheText(String text, String message) {
    assertThatThrownBy(() -> PartitionStrategy.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "day(event_tz)        | Cannot partition by day(event_tz): there is no column event_tz; did"
            + " you mean event_ts?",
        "REGION               | Cannot partition by REGION: there is no column REGION; did you mean"
            + " region?",
        "zone                 | Cannot partition by zone: there is no column zone",
        "hour(day)            | Cannot partition by hour(day): column day is of type date (expected"
            + " timestamp)",
        "day(user_id)         | Cannot partition by day(user_id): column user_id is of type long"
            + " (expected date or timestamp)",
        "bucket(rating, 4)    | Cannot partition by bucket(rating, 4): column rating is of type"
            + " double (expected int, long, decimal, date, time, timestamp, string, uuid, fixed or"
            + " binary)",
        "truncate(event_ts,4) | Cannot partition by truncate(event_ts, 4): column event_ts is of"
            + " type timestamptz (expected int, long, decimal, string or binary)",
        "place                | Cannot partition by place: column place is of type struct<9: city:"
            + " optional string> (expected a simple type)",
        "year(day), month(day)| Cannot partition by month(day): Cannot add redundant partition:"
            + " 1000: day_year: year(5) conflicts with 1001: day_month: month(5)",
        "bucket(user_id,4), bucket(user_id,8) | Cannot partition by bucket(user_id, 8): Cannot use"
            + " partition name more than once: user_id_bucket",
        "day(taken)           | Cannot partition by day(taken): Cannot create partition from name"
            + " that exists in schema: taken_day",
        "tags.element         | Cannot partition by tags.element: Invalid partition field parent:"
            + " list<string>",
      })
  void saysWhatDoesNotFitTheTable(String text, String message) {
    PartitionStrategy strategy = PartitionStrategy.parse(text);
    assertThatThrownBy(() -> strategy.spec(SCHEMA))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"day(event_ts), region", "bucket(user_id, 16), truncate(region, 4)"})
  void itsTextIsReadBack(String text) {
    assertThat(PartitionStrategy.parse(text)).hasToString(text);
  }
}
