package dev.frazil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class DeadLettersCommandTest {
  private Path directory;

  @BeforeEach
  void prepare(@TempDir Path temporary) {
    directory = temporary;
  }

  @Test
  void theFilterIsWhatIcebergIsAskedFor() {
    assertThat(filter()).isEqualTo("true");
    assertThat(filter("--reason", "wrong_type", "--reason", "null_value", "--topic", "views"))
        .isEqualTo(
            "(ref(name=\"error_reason\") in (\"wrong_type\", \"null_value\") and"
                + " ref(name=\"topic\") == \"views\")");
    assertThat(filter("--since", "2026-01-31", "--until", "2026-01-31T02:00:00.5+01:00"))
        .isEqualTo(
            "(ref(name=\"error_ts\") >= 1769817600000000 and ref(name=\"error_ts\") <"
                + " 1769821200500000)");
    assertThat(filter("--since", "-999999999-01-01", "--until", "+999999999-12-31"))
        .isEqualTo(
            "(ref(name=\"error_ts\") >= -9223372036854775808 and ref(name=\"error_ts\") <"
                + " 9223372036854775807)");
  }

  @Test
  void whatMakesNoSenseIsWrongUsage() {
    assertUsage(
        run("list", "--reason", "bad"),
        "Invalid value for option '--reason' (REASON): no reject reason: bad (expected one of"
            + " schema_validation_failed, ");
    assertUsage(
        run("count", "--since", "yesterday"),
        "Invalid value for option '--since': no time: yesterday (expected a date such as"
            + " 2026-01-31, or a time such as 2026-01-31T12:00:00Z)\n");
    assertUsage(
        run("show", "events_views@17"),
        "Invalid value for positional parameter at index 0 (RECORD): no place of a record:"
            + " events_views@17 (expected topic-partition@offset, such as events_views-0@17)\n");
    assertUsage(run("list", "--limit", "0"), "Invalid limit: 0 (expected 1 to 10000)\n");
    assertUsage(
        run("list", "--limit", "5", "--all"),
        "Invalid limit: 5 with --all (expected one of them)\n");
    assertUsage(
        run("count", "--state", "closed"),
        "Invalid value for option '--state': no state: closed (expected open, resolved,"
            + " all)\n");
    assertUsage(
        run("list", "--table", "foo"),
        "Invalid value for option '--table': Invalid table name: foo (expected namespace.table,"
            + " each level 1 to 255 letters, digits, _ or -)\n");
    for (String topic : List.of("", " ")) {
      assertUsage(
          run("count", "--topic", topic),
          "Invalid value for option '--topic': no topic: '"
              + topic
              + "' (expected a topic's name)\n");
    }
    assertUsage(
        run("replay"),
        "Missing connector (expected --connector=FILE, whose dead letters they are)\n");
    assertUsage(
        run("list", "--connector", "a", "--catalog-config", "b"),
        "Invalid catalog: --connector and --catalog-config (expected one of them)\n");
    assertUsage(
        Invocation.of("deadletters"),
        "Missing command (expected one of list, show, count, replay)\n");
  }

  @Test
  void withoutAStackNothingCanBeRead() {
    Invocation run = run("count");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("Cannot find the stack in " + directory + ": none is running there");
  }

  @Test
  void aCatalogThatDoesNotAnswerIsNamed() throws IOException {
    Path config = directory.resolve("catalog.properties");
    Files.writeString(config, "type=rest\nuri=http://127.0.0.1:1\nrest.client.max-retries=1\n");
    Invocation run = run("list", "--catalog-config", config.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("Cannot open catalog lake: ");
  }

  @Test
  void aPlaceIsWrittenAsItIsRead() {
    LetterPlace place = new LetterPlace.Converter().convert("a-b.c-12@345");
    assertThat(place).isEqualTo(new LetterPlace("a-b.c", 12, 345));
    assertThat(place).hasToString("a-b.c-12@345");
  }

  @Test
  void aDeadLetterIsALineOfJson() {
    Types.StructType header =
        Types.StructType.of(
            NestedField.required(11, "key", Types.StringType.get()),
            NestedField.optional(12, "value", Types.BinaryType.get()));
    Schema schema =
        new Schema(
            NestedField.required(1, "topic", Types.StringType.get()),
            NestedField.required(2, "offset", Types.LongType.get()),
            NestedField.required(3, "error_ts", Types.TimestampType.withZone()),
            NestedField.optional(4, "key", Types.BinaryType.get()),
            NestedField.optional(5, "raw_payload", Types.StringType.get()),
            NestedField.required(6, "headers", Types.ListType.ofRequired(10, header)));
    Record kept = GenericRecord.create(header);
    kept.setField("key", "id");
    kept.setField("value", ByteBuffer.wrap(new byte[] {1, 2}));
    Record letter = GenericRecord.create(schema);
    letter.setField("topic", "v\"iews");
    letter.setField("offset", 17L);
    letter.setField("error_ts", OffsetDateTime.parse("2026-01-31T12:00:00.000001Z"));
    letter.setField("key", ByteBuffer.wrap(new byte[] {-1}));
    letter.setField("headers", List.of(kept));

    assertThat(LetterJson.line(letter, List.of("topic", "resolution")))
        .isEqualTo(
            "{\"topic\":\"v\\\"iews\",\"offset\":17,\"error_ts\":\"2026-01-31T12:00:00.000001Z\","
                + "\"key\":\"/w==\",\"raw_payload\":null,\"headers\":[{\"key\":\"id\",\"value\":"
                + "\"AQI=\"}],\"resolution\":null}");
    assertThat(LetterJson.quoted("v\"iews")).isEqualTo("\"v\\\"iews\"");
  }

  @Command(name = "filtered")
  static final class Filtered {
    @Mixin private final LetterFilter filter = new LetterFilter();
  }

  private static String filter(String... args) {
    Filtered filtered = new Filtered();
    new CommandLine(filtered).parseArgs(args);
    return filtered.filter.expression().toString();
  }

  private Invocation run(String command, String... args) {
    List<String> all = new ArrayList<>(List.of("deadletters", command));
    all.addAll(List.of(args));
    all.addAll(List.of("--dir", directory.toString()));
    return Invocation.of(all.toArray(String[]::new));
  }

  private static void assertUsage(Invocation run, String message) {
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith(message);
  }
}
