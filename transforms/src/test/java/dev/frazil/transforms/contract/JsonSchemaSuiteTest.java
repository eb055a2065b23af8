package dev.frazil.transforms.contract;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.transforms.contract.JsonValue.ArrayValue;
import dev.frazil.transforms.contract.JsonValue.BooleanValue;
import dev.frazil.transforms.contract.JsonValue.ObjectValue;
import dev.frazil.transforms.contract.JsonValue.TextValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The official JSON Schema test suite, draft 2020-12: every required test of the keywords that
 * contracts have, and of the formats, which contracts assert. What is left out is listed, with the
 * reason, in {@code skips.txt} beside it; a line there that skips nothing fails the test.
 */
class JsonSchemaSuiteTest {
  private static final Path SUITE = Path.of("src/test/resources/json-schema-test-suite");

  private final Set<String> skips = new LinkedHashSet<>();
  private final Set<String> skipped = new LinkedHashSet<>();
  private final List<String> wrong = new ArrayList<>();
  private int passed;

  @Test
  void everyTestPassesOrIsListedWithItsReason() throws IOException {
    readSkips();

    for (Path file : files(SUITE.resolve("draft2020-12"))) {
      run(file.getFileName().toString(), file);
    }
    for (Path file : files(SUITE.resolve("draft2020-12/optional/format"))) {
      run("optional/format/" + file.getFileName(), file);
    }

    System.out.printf(
        "JSON Schema test suite: %d passed, %d wrong, %d cases and groups skipped%n",
        passed, wrong.size(), skipped.size());
    assertThat(wrong).isEmpty();
    assertThat(skipped).isEqualTo(skips);
    assertThat(passed).isEqualTo(1_221);
  }

  private void readSkips() throws IOException {
    for (String line : Files.readAllLines(SUITE.resolve("skips.txt"))) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        assertThat(line).as("a skip has a reason").contains(" because ");
        skips.add(line.substring(0, line.indexOf(" because ")));
      }
    }
  }

  private static List<Path> files(Path directory) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.json")) {
      found.forEach(files::add);
    }
    Collections.sort(files);
    return files;
  }

  private void run(String name, Path file) throws IOException {
    JsonValue groups = JsonValue.parse(Files.readString(file));
    for (JsonValue group : ((ArrayValue) groups).elements()) {
      runGroup(name, ((ObjectValue) group).members());
    }
  }

  private void runGroup(String file, Map<String, JsonValue> group) {
    String name = file + " | " + text(group, "description");
    if (isSkipped(name)) {
      return;
    }
    RuleCompiler compiler = compiler(member(group, "schema").json());
    ValueRule rule = compiler.check(compiler.document().root(), ContractDefaults.NONE);
    JsonTokens tokens = new JsonTokens(compiler.objectRules());
    for (JsonValue each : ((ArrayValue) member(group, "tests")).elements()) {
      Map<String, JsonValue> test = ((ObjectValue) each).members();
      String testName = name + " | " + text(test, "description");
      if (!isSkipped(testName)) {
        boolean valid = ((BooleanValue) member(test, "valid")).value();
        byte[] data = member(test, "data").json().getBytes(StandardCharsets.UTF_8);
        if (passes(rule, tokens, data) == valid) {
          passed++;
        } else {
          wrong.add(testName);
        }
      }
    }
  }

  private boolean isSkipped(String name) {
    boolean listed = skips.contains(name);
    if (listed) {
      skipped.add(name);
    }
    return listed;
  }

  private static RuleCompiler compiler(String schema) {
    SchemaDocument document = SchemaDocument.parse(schema);
    document.schemas().forEach(SchemaNode::refuseUnknown);
    Loops.refuse(document);
    return new RuleCompiler(document);
  }

  private static boolean passes(ValueRule rule, JsonTokens tokens, byte[] data) {
    tokens.reset(data, data);
    boolean passed = rule.read(tokens);
    if (passed) {
      assertThat(tokens.cursor().position).isEqualTo(data.length);
    } else {
      assertThat(tokens.cursor().fault().message()).startsWith("reason=");
    }
    return passed;
  }

  private static String text(Map<String, JsonValue> object, String key) {
    return ((TextValue) member(object, key)).text();
  }

  private static JsonValue member(Map<String, JsonValue> object, String key) {
    return requireNonNull(object.get(key), key);
  }
}
