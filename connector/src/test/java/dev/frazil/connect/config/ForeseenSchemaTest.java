package dev.frazil.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeseenSchemaTest {

  private static final String KAFKAS = "org.apache.kafka.connect.transforms.";
  private static final String TOPIC_NAME = KAFKAS + "predicates.TopicNameMatches";

  private final Map<String, String> config = new TreeMap<>();

  private void step(String alias, String type, String... options) {
    config.merge("transforms", alias, (before, added) -> before + "," + added);
    config.put("transforms." + alias + ".type", type);
    for (int i = 0; i < options.length; i += 2) {
      config.put("transforms." + alias + "." + options[i], options[i + 1]);
    }
  }

  private void validate(String alias, String column, String... options) {
    step(alias, "dev.frazil.transforms.ValidateEvent", options);
    config.put("transforms." + alias + ".contract", TestingConfigs.contract(column));
  }

  private void predicate(String name, String type, String pattern) {
    config.put("predicates." + name + ".type", type);
    config.put("predicates." + name + ".pattern", pattern);
  }

  private Optional<String> column() {
    return ForeseenSchema.of("events_views", config)
        .map(schema -> schema.fields().get(0))
        .map(Field::name);
  }

  @Test
  void nothingIsKnownWithoutAContract() {
    assertThat(column()).isEmpty();
    step("route", KAFKAS + "InsertHeader");
    assertThat(column()).isEmpty();
  }

  @Test
  void aContractIsTheSchema() {
    validate("check", "user_id");
    assertThat(column()).contains("user_id");
  }

  @Test
  void theSimpleNameOfOurTransformIsKnown() {
    step("check", "ValidateEvent", "contract", TestingConfigs.contract("user_id"));
    assertThat(column()).contains("user_id");
  }

  @Test
  void theContractOfLinesIsTheSchemaToo() {
    step("lines", "ParseLine", "rules", "{}", "contract", TestingConfigs.contract("user_id"));
    assertThat(column()).contains("user_id");
  }

  @Test
  void rawValuesHaveOneSchema() {
    step("raw", "dev.frazil.transforms.WrapRaw");
    assertThat(column()).contains("_raw_value");
    predicate("isOther", TOPIC_NAME, "other");
    step("again", "WrapRaw", "predicate", "isOther");
    assertThat(column()).contains("_raw_value");
  }

  @Test
  void theLastContractCounts() {
    validate("first", "user_id");
    step("add", KAFKAS + "InsertField$Value");
    validate("second", "movie_id");
    assertThat(column()).contains("movie_id");
  }

  @ParameterizedTest
  @CsvSource({
    "TopicNameMatches, events_views, false, user_id",
    "org.apache.kafka.connect.transforms.predicates.TopicNameMatches, events_.*, false, user_id",
    "TopicNameMatches, views, true, user_id",
    "TopicNameMatches, views, false,",
    "TopicNameMatches, events_views, true,",
    "TopicNameMatches, events_(, false,",
    "org.apache.kafka.connect.transforms.predicates.RecordIsTombstone, events_views, true,",
  })
  void aPredicateOnTheTopicDecides(String type, String pattern, String negate, String column) {
    predicate("isViews", type, pattern);
    validate("check", "user_id", "predicate", "isViews", "negate", negate);

    assertThat(column()).isEqualTo(Optional.ofNullable(column));
  }

  @Test
  void whatIsAppliedToOtherTopicsDoesNotMatter() {
    predicate("isClicks", TOPIC_NAME, "events_clicks");
    validate("check", "user_id");
    validate("clicks", "movie_id", "predicate", "isClicks");
    step("hoist", KAFKAS + "HoistField$Value", "predicate", "isClicks");

    assertThat(column()).contains("user_id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "InsertHeader",
        "DropHeaders",
        "ValueToKey",
        "ReplaceField$Key",
        "MaskField$Value"
      })
  void transformsThatKeepTheSchemaDoNotMatter(String name) {
    validate("check", "user_id");
    step("after", KAFKAS + name);
    assertThat(column()).contains("user_id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.kafka.connect.transforms.InsertField$Value",
        "org.apache.kafka.connect.transforms.Flatten$Value",
        "org.example.Mystery$Key"
      })
  void transformsThatMayChangeTheSchemaLeaveADoubt(String type) {
    validate("check", "user_id");
    step("after", type);
    assertThat(column()).isEmpty();
  }

  @Test
  void aFilterMayLeaveRecordsOrNone() {
    predicate("isEmpty", KAFKAS + "predicates.RecordIsTombstone", "");
    predicate("isViews", TOPIC_NAME, "events_views");
    validate("check", "user_id");
    step("drop", KAFKAS + "Filter", "predicate", "isEmpty");
    assertThat(column()).contains("user_id");

    step("dropAll", KAFKAS + "Filter", "predicate", "isViews");
    assertThat(column()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"type\":\"array\"}", "${dir:contracts:views.json}"})
  void aContractThatIsNoneLeavesADoubt(String contract) {
    step("check", "ValidateEvent", "contract", contract);
    assertThat(column()).isEmpty();
  }
}
