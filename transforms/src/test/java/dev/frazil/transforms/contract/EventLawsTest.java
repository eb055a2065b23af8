package dev.frazil.transforms.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class EventLawsTest {
  private static final EventContract CONTRACT =
      EventContract.compile(
          """
          {"type": "object", "required": ["text"], "properties": {
            "text": {"type": "string"}, "long": {"type": ["integer", "null"]},
            "int": {"type": "integer", "format": "int32"}, "double": {"type": "number"},
            "flag": {"type": "boolean"}, "time": {"type": "string", "format": "date-time"},
            "ż\\"\\\\": {"type": "string"}}}
          """);

  /** No property of it is in the events, so only the JSON is judged. */
  private static final EventContract ANY_OBJECT =
      Reading.contract("\"no such member\": {\"type\": \"string\"}");

  private static final JsonFactory STRICT =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final Set<RejectReason> NOT_AN_EVENT =
      Set.of(
          RejectReason.INVALID_JSON,
          RejectReason.UNSUPPORTED_ENCODING,
          RejectReason.DUPLICATE_KEY,
          RejectReason.WRONG_TYPE);
  private static final String[] SEEDS = {
    "{\"text\":\"a\",\"long\":12,\"flag\":true,\"double\":-1.5e+3,\"time\":\"2025-10-25T14:03:11Z\"}",
    "{\"text\":\"za\\u017c\\u00f3\\u0142\\u0107"
        + " \\ud83c\\udfac\",\"u\":{\"a\":[1,2,{\"b\":null}],\"c\":{}},\"v\":[]}",
    " { \"text\" : \"zażółć gęślą jaźń 🎬\" , \"u\" : [ [ ] , { } , 0 , -0.0 , 1E5 , false ] } ",
    "{\"text\":\"\\\"\\\\\\/\\b\\f\\n"
        + "\\r"
        + "\\t\",\"\":\"\",\"a\\u0062\":1,\"ac\":{\"a\":1,\"b\":{\"a\":2}}}"
  };
  private static final byte[] TELLING =
      "{}[]\",:\\/ \t\n\r0123456789+-.eEtruefalsnulabx\u0000\u007f"
          .getBytes(StandardCharsets.US_ASCII);

  /** The values of an event; null is no value. */
  record Values(
      String text,
      @Nullable Long number,
      @Nullable Integer small,
      @Nullable Double decimal,
      @Nullable Boolean flag,
      @Nullable Long micros,
      @Nullable String odd) {}

  private final EventReader reader = CONTRACT.reader(1 << 20);
  private final EventReader anyObject = ANY_OBJECT.reader(1 << 20);

  @Property
  void aValidEventIsReadAsItWasWritten(@ForAll("values") Values values, @ForAll long seed)
      throws IOException {
    byte[] json = write(values, new Random(seed));

    EventStruct event = (EventStruct) reader.read(json);

    assertThat(event.get("text")).isEqualTo(values.text());
    assertThat(event.get("long")).isEqualTo(values.number());
    assertThat(event.get("int")).isEqualTo(values.small());
    assertThat(event.get("double")).isEqualTo(values.decimal());
    assertThat(event.get("flag")).isEqualTo(values.flag());
    assertThat(event.get("time")).isEqualTo(values.micros());
    assertThat(event.get("ż\"\\")).isEqualTo(values.odd());
  }

  @Property
  void anyBytesHaveAVerdict(@ForAll byte[] bytes) {
    EventOutcome outcome = reader.read(bytes);

    if (outcome instanceof RejectedEvent rejected) {
      assertThat(Rejection.parse(rejected.rejection().message())).isEqualTo(rejected.rejection());
    }
  }

  @Property(tries = 20_000)
  void aDamagedEventIsJsonWhenJacksonSaysSo(@ForAll long seed) {
    byte[] damaged = damage(new Random(seed));

    Rejection rejection = rejection(anyObject.read(damaged));

    boolean isHalfPair =
        rejection != null && rejection.detail().startsWith("half a surrogate pair");
    if (!isHalfPair) {
      assertThat(rejection == null)
          .as("%s: %s", new String(damaged, StandardCharsets.UTF_8), rejection)
          .isEqualTo(isObject(damaged));
    }
    if (rejection != null) {
      assertThat(rejection.reason()).isIn(NOT_AN_EVENT);
    }
  }

  @Property(tries = 5_000)
  void aDamagedEventIsAcceptedWithTheValuesThatJacksonReads(@ForAll long seed) throws IOException {
    byte[] damaged = damage(new Random(seed));

    if (reader.read(damaged) instanceof EventStruct event) {
      assertThat(event.getString("text")).isEqualTo(textMember(damaged));
    }
  }

  @Provide
  Arbitrary<Values> values() {
    Arbitrary<String> texts =
        Arbitraries.strings()
            .ofMaxLength(30)
            .map(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    return Combinators.combine(
            texts,
            Arbitraries.longs().injectNull(0.2),
            Arbitraries.integers().injectNull(0.2),
            Arbitraries.doubles().ofScale(9).injectNull(0.2),
            Arbitraries.of(true, false).injectNull(0.2),
            Arbitraries.longs()
                .between(-62_167_219_200_000_000L, 253_402_300_799_999_999L)
                .injectNull(0.2),
            texts.injectNull(0.2))
        .as(Values::new);
  }

  /**
   * Writes members in any order, with or without escapes and white space, and unknown ones between
   * them.
   */
  private static byte[] write(Values values, Random random) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JsonFactory factory =
        JsonFactory.builder()
            .configure(JsonWriteFeature.ESCAPE_NON_ASCII, random.nextBoolean())
            .build();
    List<String> names =
        new ArrayList<>(List.of("text", "long", "int", "double", "flag", "time", "ż\"\\", "extra"));
    Collections.shuffle(names, random);
    try (JsonGenerator out = factory.createGenerator(bytes, JsonEncoding.UTF8)) {
      if (random.nextBoolean()) {
        out.useDefaultPrettyPrinter();
      }
      out.writeStartObject();
      for (String name : names) {
        writeMember(out, name, values);
      }
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void writeMember(JsonGenerator out, String name, Values values)
      throws IOException {
    switch (name) {
      case "text" -> out.writeStringField(name, values.text());
      case "long" -> {
        out.writeFieldName(name);
        if (values.number() == null) {
          out.writeNull();
        } else {
          out.writeNumber(values.number());
        }
      }
      case "int" -> {
        if (values.small() != null) {
          out.writeNumberField(name, values.small());
        }
      }
      case "double" -> {
        if (values.decimal() != null) {
          out.writeNumberField(name, values.decimal());
        }
      }
      case "flag" -> {
        if (values.flag() != null) {
          out.writeBooleanField(name, values.flag());
        }
      }
      case "time" -> {
        if (values.micros() != null) {
          Instant instant = Instant.EPOCH.plus(values.micros(), ChronoUnit.MICROS);
          out.writeStringField(name, instant.toString());
        }
      }
      case "extra" -> {
        out.writeObjectFieldStart("extra");
        out.writeStringField("text", values.text());
        out.writeEndObject();
      }
      default -> {
        if (values.odd() != null) {
          out.writeStringField(name, values.odd());
        }
      }
    }
  }

  private static byte[] damage(Random random) {
    byte[] event = SEEDS[random.nextInt(SEEDS.length)].getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(event.length);
      int to = Math.min(event.length, at + random.nextInt(6));
      switch (random.nextInt(6)) {
        case 0 -> event[at] = (byte) random.nextInt(256);
        case 1 -> event[at] = TELLING[random.nextInt(TELLING.length)];
        case 2 ->
            event = join(Arrays.copyOf(event, at), Arrays.copyOfRange(event, to, event.length));
        case 3 ->
            event = join(Arrays.copyOf(event, to), Arrays.copyOfRange(event, at, event.length));
        case 4 -> {
          byte[] one = {TELLING[random.nextInt(TELLING.length)]};
          event =
              join(
                  join(Arrays.copyOf(event, at), one), Arrays.copyOfRange(event, at, event.length));
        }
        default -> event = Arrays.copyOf(event, Math.max(1, at));
      }
      if (event.length == 0) {
        return event;
      }
    }
    return event;
  }

  private static byte[] join(byte[] head, byte[] tail) {
    byte[] all = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, all, head.length, tail.length);
    return all;
  }

  private static @Nullable Rejection rejection(EventOutcome outcome) {
    return outcome instanceof RejectedEvent rejected ? rejected.rejection() : null;
  }

  private static boolean isObject(byte[] bytes) {
    try (JsonParser parser = STRICT.createParser(decode(bytes))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      int depth = 1;
      while (depth > 0) {
        JsonToken token = parser.nextToken();
        if (token == null) {
          return false;
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        parser.getText();
      }
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  private static String textMember(byte[] bytes) throws IOException {
    try (JsonParser parser = STRICT.createParser(decode(bytes))) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals("text")) {
          return parser.getText();
        }
        parser.skipChildren();
      }
      return "no text";
    }
  }

  private static String decode(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
