package dev.frazil.transforms.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.transforms.contract.EventContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineRulesTest {
  private static final String COLUMNS =
      "\"a\":{\"type\":\"string\"},\"n\":{\"type\":\"integer\"},"
          + "\"timestamp\":{\"type\":\"string\",\"format\":\"date-time\"}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|$: it is empty",
        "{|$: it is not JSON: Unexpected end-of-input: expected close marker for Object (line 1,"
            + " column 2)",
        "[]|$: expected an object, found an array",
        "{\"rules\":[]} 1|$: it goes on after its end",
        "{\"rules\":[],\"rules\":[]}|$: it is not JSON: Duplicate field 'rules' (line"
            + " 1, column 20)",
        "{}|$.rules: expected an array of objects, found none",
        "{\"rules\":[]}|$.rules: expected an array of objects, found an array",
        "{\"rules\":{}}|$.rules: expected an array of objects, found an object",
        "{\"rules\":[7]}|$.rules[0]: expected an object, found 7",
        "{\"rule\":[]}|$.rule: unknown key (expected one of [description, redact, rules])",
        "{\"redact\":\"yes\",\"rules\":[{\"event_type\":\"t\",\"pattern\":\"x\",\"field_mappings\":{}}]}|$.redact:"
            + " expected true or false, found \"yes\"",
        "{\"description\":1,\"rules\":[]}|$.description: expected a text, found 1",
      })
  void aDocumentThatIsNoneNamesThePlace(String document, String reason) {
    assertThatThrownBy(() -> LineRules.compile(document))
        .isInstanceOf(LineRulesException.class)
        .hasMessage("Cannot compile line rules at " + reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"pattern\":\"x\",\"field_mappings\":{}|.event_type: expected a text, found none",
        "\"event_type\":\"\",\"pattern\":\"x\",\"field_mappings\":{}|.event_type: expected a text,"
            + " found \"\"",
        "\"event_type\":3,\"pattern\":\"x\",\"field_mappings\":{}|.event_type: expected a text,"
            + " found 3",
        "\"event_type\":\"t\",\"field_mappings\":{}|.pattern: expected a text, found none",
        "\"event_type\":\"t\",\"pattern\":\"x\"|.field_mappings: expected an object, found none",
        "\"event_type\":\"t\",\"pattern\":\"x\",\"field_mappings\":null|.field_mappings: expected"
            + " an object, found null",
        "\"event_type\":\"t\",\"pattern\":\"x\",\"field_mapping\":{}|.field_mapping: unknown key"
            + " (expected one of [description, event_type, field_mappings, pattern, zone])",
        "\"event_type\":\"t\",\"pattern\":\"(x\",\"field_mappings\":{}|.pattern: expected a regular"
            + " expression of RE2: error parsing regexp: missing closing ): `(x`",
        "\"event_type\":\"t\",\"pattern\":\"(?=x)\",\"field_mappings\":{}|.pattern: expected a"
            + " regular expression of RE2: error parsing regexp: invalid or unsupported Perl"
            + " syntax: `(?=`",
        "\"event_type\":\"t\",\"pattern\":\"(?P<a>x)(?P<a>y)\",\"field_mappings\":{}|.pattern:"
            + " expected a regular expression of RE2: error parsing regexp: duplicate capture"
            + " group name: `a`",
        "\"event_type\":\"t\",\"pattern\":\"((x{100}){100}){100}\",\"field_mappings\":{}|.pattern:"
            + " expected at most 1000 steps with counted repeats written out, found 1000000 in"
            + " \"((x{100}){100}){100}\"",
        "\"event_type\":\"t\",\"pattern\":\"x\",\"field_mappings\":{},\"zone\":\"Mars\"|.zone:"
            + " expected a time zone such as Europe/Warsaw or +02:00, found \"Mars\"",
        "\"event_type\":\"t\",\"pattern\":\"x\",\"field_mappings\":{\"a\":\"a\"}|.field_mappings.a:"
            + " the pattern has no group \"a\" (expected one of [])",
        "\"event_type\":\"t\",\"pattern\":\"(?P<b>x)(?P<c>y)\",\"field_mappings\":{\"a\":\"d\"}|.field_mappings.a:"
            + " the pattern has no group \"d\" (expected one of [b, c])",
        "\"event_type\":\"t\",\"pattern\":\"(x)(y)\",\"field_mappings\":{\"a\":3}|.field_mappings.a:"
            + " the pattern has no group 3 (expected 1 to 2)",
        "\"event_type\":\"t\",\"pattern\":\"(x)(y)\",\"field_mappings\":{\"a\":0}|.field_mappings.a:"
            + " the pattern has no group 0 (expected 1 to 2)",
        "\"event_type\":\"t\",\"pattern\":\"(x)(y)\",\"field_mappings\":{\"a\":1.5}|.field_mappings.a:"
            + " the pattern has no group 1.5 (expected 1 to 2)",
        "\"event_type\":\"t\",\"pattern\":\"(x)\",\"field_mappings\":{\"a\":true}|.field_mappings.a:"
            + " expected the name or the number of a group, found true",
        "\"event_type\":\"t\",\"pattern\":\"(x)\",\"field_mappings\":{\"a\":{}}|.field_mappings.a.group:"
            + " expected the name or the number of a group, found null",
        "\"event_type\":\"t\",\"pattern\":\"(x)\",\"field_mappings\":{\"a\":{\"group\":1,\"as\":\"int\"}}|.field_mappings.a.as:"
            + " unknown key (expected one of [constant, decode, group])",
        "\"event_type\":\"t\",\"pattern\":\"(x)\",\"field_mappings\":{\"a\":{\"group\":1,\"decode\":\"base64\"}}|.field_mappings.a.decode:"
            + " expected \"plus\" or \"url\", found \"base64\"",
        "\"event_type\":\"t\",\"pattern\":\"(x)\",\"field_mappings\":{\"a\":{\"constant\":1,\"group\":1}}|.field_mappings.a.group:"
            + " unknown key (expected one of [constant])",
        "\"event_type\":\"t\",\"pattern\":\"(x)\",\"field_mappings\":{\"a\":{\"constant\":[]}}|.field_mappings.a.constant:"
            + " expected a text, a number, true or false, found an array",
        "\"event_type\":\"t\",\"pattern\":\"(x)\",\"field_mappings\":{\"event_id\":1}|.field_mappings.event_id:"
            + " every event has this field without a mapping, like all of [event_id, event_type,"
            + " source_topic, ingestion_time, date]",
      })
  void aRuleThatIsWrongNamesThePlace(String members, String reason) {
    String good = "{\"event_type\":\"first\",\"pattern\":\"first\",\"field_mappings\":{}}";

    assertThatThrownBy(() -> LineRules.compile("{\"rules\":[" + good + ",{" + members + "}]}"))
        .isInstanceOfSatisfying(
            LineRulesException.class,
            e -> assertThat(e.getMessage()).contains("at " + e.path() + ": "))
        .hasMessage("Cannot compile line rules at $.rules[1]" + reason);
  }

  @Test
  void aRuleThatNeverWinsIsRefused() {
    String rule = "{\"event_type\":\"t\",\"pattern\":\"(x+)\",\"field_mappings\":{}}";

    assertThatThrownBy(() -> LineRules.compile("{\"rules\":[" + rule + "," + rule + "]}"))
        .hasMessage(
            "Cannot compile line rules at $.rules[1].pattern: it is the pattern of $.rules[0]"
                + " again");
  }

  @Test
  void aFieldWithoutAColumnIsRefused() {
    assertThatThrownBy(() -> Parsing.parser("(x)", "\"b\":1", COLUMNS))
        .isInstanceOf(LineRulesException.class)
        .hasMessage(
            "Cannot compile line rules at $.rules[0].field_mappings.b: the contract has no column"
                + " 'b'");
  }

  @Test
  void aColumnThatHasToHaveAValueNeedsAMapping() {
    EventContract contract =
        EventContract.compile(
            "{\"type\":\"object\",\"required\":[\"a\",\"date\",\"event_id\"],\"properties\":{"
                + COLUMNS
                + ",\"date\":{\"type\":\"string\"},\"event_id\":{\"type\":\"string\"}}}");

    assertThatThrownBy(() -> LineRules.compile(Parsing.rules("(x)", "\"n\":1")).parser(contract, 9))
        .hasMessage(
            "Cannot compile line rules at $.rules[0].field_mappings: the contract requires a value"
                + " of 'a' (expected a mapping)");
    assertThatThrownBy(() -> LineRules.compile(Parsing.rules("(x)", "\"a\":1")).parser(contract, 9))
        .hasMessage(
            "Cannot compile line rules at $.rules[0].field_mappings: the contract requires a value"
                + " of 'date' (expected a mapping)");
    assertThat(
            LineRules.compile(Parsing.rules("(x)", "\"a\":1,\"timestamp\":1")).parser(contract, 9))
        .isNotNull();
  }

  @Test
  void theFileThatIsShippedIsKnownToTheseTests() {
    assertThat(RuleFiles.names()).containsExactly("movie_log.json");
  }
}
