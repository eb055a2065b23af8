package dev.frazil.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.transforms.reject.RejectMark;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import dev.frazil.transforms.reject.UnconvertedBytes;
import io.apicurio.registry.rest.client.exception.ContentNotFoundException;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class GuardedConverterTest {
  private static final byte[] FRAMED = {0, 0, 0, 0, 17, 42};
  private static final SchemaAndValue GOOD = new SchemaAndValue(Schema.STRING_SCHEMA, "good");

  private final GuardedConverter converter = new GuardedConverter();

  @Test
  void whatTheDelegateReadsIsPassedOn() {
    TestingConverter delegate = configured(Map.of());
    delegate.answer(value -> GOOD);
    RecordHeaders headers = new RecordHeaders();

    assertThat(converter.toConnectData("orders", headers, FRAMED)).isSameAs(GOOD);
    assertThat(converter.toConnectData("orders", FRAMED)).isSameAs(GOOD);

    assertThat(delegate.asked()).containsExactly(FRAMED, FRAMED);
    assertThat(delegate.headers()).containsExactly(headers, null);
  }

  @Test
  void theDelegateRunsWithItsOwnLoaderAndTheThreadsIsPutBack() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader other = new URLClassLoader(new URL[0], null)) {
      thread.setContextClassLoader(other);
      TestingConverter delegate = configured(Map.of());
      delegate.answer(value -> GOOD);
      converter.toConnectData("orders", FRAMED);

      assertThat(delegate.loaderOfCall()).isSameAs(TestingConverter.class.getClassLoader());
      assertThat(thread.getContextClassLoader()).isSameAs(other);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void aNullValueStaysNullAndTheDelegateIsNotAsked() {
    TestingConverter delegate = configured(Map.of());

    assertThat(converter.toConnectData("orders", new RecordHeaders(), null))
        .isEqualTo(SchemaAndValue.NULL);
    assertThat(converter.toConnectData("orders", null)).isEqualTo(SchemaAndValue.NULL);
    assertThat(delegate.asked()).isEmpty();
  }

  @Test
  void aDelegateThatAnswersNothingMeansNull() {
    configured(Map.of()).answer(value -> null);

    assertThat(converter.toConnectData("orders", FRAMED)).isEqualTo(SchemaAndValue.NULL);
  }

  @Test
  void valuesWithoutAFrameAreRejectedBeforeTheDelegateIsAsked() {
    TestingConverter delegate = configured(Map.of());

    assertThat(rejection(bytes("{\"a\":1}")))
        .isEqualTo(
            new Rejection(
                RejectReason.UNKNOWN_SCHEMA,
                "$",
                "Cannot tell the schema of the value: it begins with 0x7b (expected 0x00 and a"
                    + " schema id of 4 bytes)"));
    assertThat(rejection(new byte[] {0, 0, 0, 1}).detail())
        .isEqualTo(
            "Cannot tell the schema of the value: it has 4 bytes (expected 0x00 and a schema id of"
                + " 4 bytes)");
    assertThat(rejection(new byte[1]).detail()).contains("it has 1 byte (");
    assertThat(rejection(new byte[0]).detail()).contains("it has 0 bytes (");
    assertThat(rejection(new byte[] {(byte) 0xff, 0, 0, 0, 1, 2}).detail())
        .contains("it begins with 0xff (");
    assertThat(delegate.asked()).isEmpty();
  }

  @Test
  void withoutFrameTheDelegateIsAskedForEverything() {
    TestingConverter delegate = configured(Map.of("delegate.frame", "none"));
    delegate.answer(value -> GOOD);
    byte[] json = bytes("{}");

    assertThat(converter.toConnectData("orders", json)).isSameAs(GOOD);
    delegate.fail(new DataException("bad", new EOFException()));
    assertThat(rejection(json))
        .isEqualTo(
            new Rejection(
                RejectReason.SCHEMA_VALIDATION_FAILED,
                "$",
                "Cannot read the value by its schema: EOFException"));
  }

  @Test
  void anUnknownSchemaIsRejectedWithTheBytesThatCame() {
    configured(Map.of()).fail(new DataException("Failed", new ContentNotFoundException("no 17")));

    SchemaAndValue marked = converter.toConnectData("orders", FRAMED);

    assertThat(marked.value()).isSameAs(FRAMED);
    assertThat(marked.schema().type()).isEqualTo(Schema.Type.BYTES);
    assertThat(RejectMark.read(record(marked)))
        .isEqualTo(
            new Rejection(
                RejectReason.UNKNOWN_SCHEMA,
                "$",
                "Cannot find schema 17 in the registry: ContentNotFoundException: no 17"));
  }

  @Test
  void anUnreadableBodyIsRejectedWithTheBytesThatCame() {
    configured(Map.of()).fail(new UncheckedIOException(new EOFException()));

    assertThat(rejection(FRAMED))
        .isEqualTo(
            new Rejection(
                RejectReason.SCHEMA_VALIDATION_FAILED,
                "$",
                "Cannot read the value by schema 17: EOFException"));
  }

  @Test
  void aRegistryThatDoesNotAnswerRejectsNothing() {
    TestingConverter delegate = configured(Map.of());
    delegate.fail(new DataException("Failed", new ConnectException("Connection refused")));

    SchemaAndValue postponed = converter.toConnectData("orders", FRAMED);

    assertThat(postponed.value()).isSameAs(FRAMED);
    assertThat(RejectMark.read(record(postponed))).isNull();
    assertThat(RejectMark.isMarked(record(postponed))).isTrue();
    assertThat(((UnconvertedBytes) postponed.schema()).obstacle())
        .isEqualTo(
            "the registry does not answer, asked for schema 17: ConnectException: Connection"
                + " refused");
  }

  @Test
  void aRegistryThatDidNotAnswerIsNotAskedForAnySchemaAtOnce() {
    TestingConverter delegate = configured(Map.of());
    delegate.fail(new DataException("Failed", new ConnectException("Connection refused")));
    converter.toConnectData("orders", FRAMED);

    for (byte id = 0; id < 100; id++) {
      assertThat(obstacle(framed(id)))
          .isEqualTo(
              "the registry does not answer, asked for schema 17: ConnectException: Connection"
                  + " refused");
    }
    assertThat(delegate.asked()).hasSize(1);
  }

  @Test
  void whatTheDelegateHasReadBeforeIsReadOnWhileTheRegistryIsAway() {
    TestingConverter delegate = configured(Map.of());
    delegate.answer(value -> GOOD);
    converter.toConnectData("orders", framed(18));
    delegate.answer(
        value -> {
          if (value[4] == 18) {
            return GOOD;
          }
          throw new DataException("Failed", new ConnectException("Connection refused"));
        });
    converter.toConnectData("orders", FRAMED);

    assertThat(converter.toConnectData("orders", framed(18))).isSameAs(GOOD);
    assertThat(obstacle(framed(19))).contains("does not answer");
    assertThat(converter.toConnectData("orders", framed(18))).isSameAs(GOOD);
    assertThat(delegate.asked()).hasSize(4);
  }

  @Test
  void anAnswerThatIsNoSchemaHoldsThatSchemaOnly() {
    TestingConverter delegate = configured(Map.of());
    delegate.fail(new DataException("Failed", new StatusException(404)));

    assertThat(obstacle(FRAMED))
        .isEqualTo("the registry does not give schema 17: StatusException: status 404");
    assertThat(obstacle(FRAMED)).contains("does not give schema 17");
    assertThat(delegate.asked()).hasSize(1);

    delegate.answer(value -> GOOD);
    assertThat(converter.toConnectData("orders", framed(18))).isSameAs(GOOD);
  }

  @Test
  void secretsOfTheDelegateAreNotInTheReason() {
    TestingConverter delegate = configured(Map.of("basic.auth.user.info", "anna:hunter2"));
    delegate.fail(new DataException("wrong password hunter2 for anna:hunter2"));

    assertThat(rejection(FRAMED).detail())
        .isEqualTo(
            "Cannot read the value by schema 17: DataException: wrong password [hidden] for"
                + " [hidden]");
  }

  @Test
  void aSchemaThatContainsItselfIsRejected() {
    SchemaBuilder parcel = SchemaBuilder.struct();
    parcel.field("inside", parcel);
    configured(Map.of()).answer(value -> new SchemaAndValue(parcel, "unused"));

    assertThat(rejection(FRAMED))
        .isEqualTo(
            new Rejection(
                RejectReason.TOO_DEEP,
                "$",
                "Cannot make columns of the schema: it contains itself, is nested deeper than 64"
                    + " or has more than 10000 fields"));
  }

  @Test
  void aDelegateThatOverflowsTheStackRejectsTheValueOnly() {
    TestingConverter delegate = configured(Map.of());
    delegate.answer(GuardedConverterTest::overflow);

    assertThat(rejection(FRAMED).reason()).isEqualTo(RejectReason.TOO_DEEP);
  }

  @Test
  void aDelegateThatLacksAClassStopsTheTask() {
    configured(Map.of())
        .answer(
            value -> {
              throw new NoClassDefFoundError("org/apache/avro/Schema");
            });

    assertThatThrownBy(() -> converter.toConnectData("orders", FRAMED))
        .isInstanceOf(NoClassDefFoundError.class);
  }

  @Test
  void theMarkCannotComeFromOutside() {
    Schema lookalike = SchemaBuilder.bytes().name("dev.frazil.UnconvertedBytes").version(1).build();

    assertThat(RejectMark.isMarked(record(new SchemaAndValue(lookalike, FRAMED)))).isFalse();
  }

  @Test
  void otherPluginsSeeBytes() {
    configured(Map.of()).fail(new DataException("bad"));
    Schema schema = converter.toConnectData("orders", FRAMED).schema();

    assertThat(schema.isOptional()).isFalse();
    assertThat(schema.name()).isEqualTo("dev.frazil.UnconvertedBytes");
    assertThat(schema.parameters()).isEmpty();
    assertThat(schema.schema()).isSameAs(schema);
    assertThat(schema)
        .hasToString(
            "dev.frazil.UnconvertedBytes{Cannot read the value by schema 17: DataException: bad}");
    assertThatThrownBy(schema::fields)
        .isInstanceOf(DataException.class)
        .hasMessage("Cannot list fields on non-struct type");
    assertThatThrownBy(schema::valueSchema).isInstanceOf(DataException.class);
    assertThatThrownBy(schema::keySchema).isInstanceOf(DataException.class);
    assertThatThrownBy(() -> schema.field("x")).isInstanceOf(DataException.class);
  }

  @Test
  void ourTransformsPassMarkedBytesOn() {
    configured(Map.of()).fail(new DataException("bad"));
    SinkRecord marked = record(converter.toConnectData("orders", FRAMED));
    try (ValidateEvent<SinkRecord> validate = new ValidateEvent<>()) {
      validate.configure(
          Map.of(
              "contract",
              "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"string\"}}}"));

      SinkRecord passed = java.util.Objects.requireNonNull(validate.apply(marked));

      assertThat(passed.value()).isSameAs(FRAMED);
      assertThat(RejectMark.read(passed)).isEqualTo(RejectMark.read(marked));
    }
  }

  @Test
  void thePredicateIsTrueForMarkedRecordsOnly() {
    TestingConverter delegate = configured(Map.of());
    try (IsMarked<SinkRecord> isMarked = new IsMarked<>()) {
      isMarked.configure(Map.of());
      delegate.fail(new DataException("bad"));
      assertThat(isMarked.test(record(converter.toConnectData("orders", FRAMED)))).isTrue();
      delegate.answer(value -> GOOD);
      assertThat(isMarked.test(record(converter.toConnectData("orders", FRAMED)))).isFalse();
      assertThat(isMarked.version()).isEqualTo(FrazilVersion.version());
    }
  }

  @Test
  void writingIsTheDelegates() {
    configured(Map.of());

    assertThat(converter.fromConnectData("orders", null, "x")).isEqualTo(bytes("orders/x"));
    assertThat(converter.fromConnectData("orders", new RecordHeaders(), null, "x"))
        .isEqualTo(bytes("orders/x"));
  }

  @Test
  void closingClosesTheDelegate() throws Exception {
    TestingConverter delegate = configured(Map.of());

    converter.close();
    converter.close();

    assertThat(delegate.isClosed()).isTrue();
    assertThatThrownBy(() -> converter.toConnectData("orders", FRAMED))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot convert value: not configured, or closed");
  }

  private TestingConverter configured(Map<String, String> more) {
    Map<String, String> config = new HashMap<>(more);
    config.put("delegate.class", TestingConverter.class.getName());
    converter.configure(config, false);
    return TestingConverter.latest();
  }

  private String obstacle(byte[] value) {
    SchemaAndValue postponed = converter.toConnectData("orders", value);
    assertThat(postponed.value()).isSameAs(value);
    assertThat(RejectMark.read(record(postponed))).isNull();
    return java.util.Objects.requireNonNull(((UnconvertedBytes) postponed.schema()).obstacle());
  }

  private static byte[] framed(int schemaId) {
    return new byte[] {0, 0, 0, 0, (byte) schemaId, 42};
  }

  private Rejection rejection(byte[] value) {
    SchemaAndValue marked = converter.toConnectData("orders", value);
    assertThat(marked.value()).isSameAs(value);
    return java.util.Objects.requireNonNull(RejectMark.read(record(marked)));
  }

  private static SinkRecord record(SchemaAndValue value) {
    return new SinkRecord("orders", 0, null, null, value.schema(), value.value(), 3);
  }

  @SuppressWarnings("InfiniteRecursion")
  private static SchemaAndValue overflow(byte[] value) {
    return overflow(value);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** As clients of registries have it. */
  public static final class StatusException extends RuntimeException {
    private final int status;

    StatusException(int status) {
      super("status " + status);
      this.status = status;
    }

    public int getStatus() {
      return status;
    }
  }
}
