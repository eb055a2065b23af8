package dev.frazil.transforms.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/** Random schemas and values, judged beside a library that other people keep. */
class OtherValidatorTest {
  private final SchemaRegistry others =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  @Property(tries = 2_000)
  void bothAgreeOnWhatIsValid(@ForAll long seed) {
    RandomJson json = new RandomJson(seed);
    String schema = json.document();
    SchemaDocument document = SchemaDocument.parse(schema);
    document.schemas().forEach(SchemaNode::refuseUnknown);
    Loops.refuse(document);
    RuleCompiler compiler = new RuleCompiler(document);
    ValueRule rule = compiler.check(document.root(), ContractDefaults.NONE);
    JsonTokens tokens = new JsonTokens(compiler.objectRules());
    com.networknt.schema.Schema other = others.getSchema(schema);

    for (int i = 0; i < 10; i++) {
      String value = json.value(3);
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      tokens.reset(bytes, bytes);
      boolean valid = rule.read(tokens);
      Statistics.label("valid").collect(valid);
      assertThat(valid)
          .as("%s by %s (seed %d)", value, schema, seed)
          .isEqualTo(other.validate(value, InputFormat.JSON).isEmpty());
    }
  }
}
