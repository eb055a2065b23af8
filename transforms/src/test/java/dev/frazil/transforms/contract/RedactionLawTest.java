package dev.frazil.transforms.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/** Whatever else a contract says of a value, what one schema redacts is in no rejection. */
class RedactionLawTest {
  private static final String REDACTED = "{\"properties\":{\"ab\":{\"x-frazil-redact\":true}}}";

  @Property(tries = 1_000)
  void noRejectionHasAPartOfARedactedValue(@ForAll long seed) {
    RandomJson json = new RandomJson(seed);
    String redaction =
        ",\"allOf\":[{\"properties\":{\"b\":{\"anyOf\":["
            + REDACTED
            + ",{\"items\":"
            + REDACTED
            + "}]}}}]}";
    EventContract contract = compiled(json.contract().replaceFirst("}$", "") + redaction);
    String object = "{\"a\":" + json.value(2) + ",\"ab\":\"secret\"}";

    for (String value : new String[] {object, "[" + json.value(1) + "," + object + "]"}) {
      byte[] event = ("{\"b\":" + value + "}").getBytes(StandardCharsets.UTF_8);
      if (contract.reader(10_000).read(event) instanceof RejectedEvent rejected) {
        Statistics.label("about").collect(rejected.rejection().path().equals("$.b") ? "b" : "it");
        assertThat(rejected.rejection().message()).doesNotContain("secret");
      }
    }
  }

  private static EventContract compiled(String contract) {
    try {
      return EventContract.compile(contract);
    } catch (ContractException e) {
      return EventContract.compile(
          "{\"type\":\"object\",\"properties\":{\"b\":{\"x-frazil-type\":\"json\"}}}");
    }
  }
}
