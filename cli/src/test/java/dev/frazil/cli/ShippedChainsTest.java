package dev.frazil.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.connect.replay.Passed;
import dev.frazil.connect.replay.RecordChain;
import dev.frazil.transforms.contract.EventStruct;
import dev.frazil.transforms.reject.RejectMark;
import dev.frazil.transforms.reject.Rejection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every connector that we ship, on the class path of {@code ./frazil}. */
class ShippedChainsTest {
  private static Map<String, String> config(String connector) {
    Map<String, String> variables =
        Repository.variables().stream()
            .collect(Collectors.toMap(Function.identity(), name -> "http://127.0.0.1:1"));
    return new ConnectorReferences(variables, Repository.path(""))
        .resolved(ConnectorFile.read(Repository.path("config/connectors/" + connector + ".json")));
  }

  /** Each character of the text is a byte, so that it can be no UTF-8. */
  private static SinkRecord delivered(RecordChain chain, String topic, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
    Passed passed = chain.pass(new ConsumerRecord<>(topic, 0, 17, null, bytes));
    assertThat(passed).isInstanceOf(Passed.Delivered.class);
    return ((Passed.Delivered) passed).record();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          movies | events_views | {"event_id":"7b0c5b52-9d6a-4b7e-8f43-1f2a3b4c5d6e","event_type":"view","event_ts":"2025-10-25T14:03:11Z","user_id":1,"movie_id":2} | {"event_id":"7b0c5b52-9d6a-4b7e-8f43-1f2a3b4c5d6e","event_type":"click","event_ts":"2025-10-25T14:03:11Z","user_id":1,"movie_id":2} | unknown_event_type | $.event_type | expected "view", found "click"
          movies | events_clicks | {"event_id":"7b0c5b52-9d6a-4b7e-8f43-1f2a3b4c5d6e","event_type":"click","event_ts":"2025-10-25T14:03:11Z","user_id":1,"movie_id":2} | {"event_id":"7b0c5b52-9d6a-4b7e-8f43-1f2a3b4c5d6e","event_type":"click","event_ts":"2025-10-25T14:03:11Z","user_id":"1"} | wrong_type | $.user_id | expected an integer, found "1"
          movies | events_ratings | {"event_id":"7b0c5b52-9d6a-4b7e-8f43-1f2a3b4c5d6e","event_type":"rating","event_ts":"2025-10-25T14:03:11Z","user_id":1,"movie_id":2,"rating":4.5} | {"event_id":"7b0c5b52-9d6a-4b7e-8f43-1f2a3b4c5d6e","event_type":"rating","event_ts":"2025-10-25T14:03:11Z","user_id":1,"movie_id":2,"rating":5.5} | invalid_rating_value | $.rating | expected at most 5.0, found 5.5
          movie-log | movie_log | 2025-10-25T14:03:12,1234,GET /rate/the+shining+1980=4 | 2025-10-25T14:03:12,1234,GET /rate/the+shining+1980=9 | invalid_rating_value | $.rating | expected at most 5, found 9
          bronze | trips | any thing | anyÿthing | unsupported_encoding | $ | no UTF-8 at byte 3
          """)
  void whatIsGoodPassesAndWhatIsBadIsMarked(
      String connector,
      String topic,
      String good,
      String bad,
      String reason,
      String path,
      String detail) {
    try (RecordChain chain = RecordChain.of(config(connector))) {
      SinkRecord passed = delivered(chain, topic, good);
      assertThat(RejectMark.isMarked(passed)).isFalse();
      assertThat(passed.value()).isInstanceOf(EventStruct.class);

      SinkRecord rejected = delivered(chain, topic, bad);
      Rejection mark = requireNonNull(RejectMark.read(rejected));
      assertThat(mark.reason().code()).isEqualTo(reason);
      assertThat(mark.path()).isEqualTo(path);
      assertThat(mark.detail()).isEqualTo(detail);
      assertThat(rejected.value()).isEqualTo(bad.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  @Test
  void aConverterThatIsNotOursIsAskedFor() {
    Map<String, String> config = config("orders");
    assertThatThrownBy(() -> RecordChain.of(config))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "Invalid value for configuration value.converter.delegate.class:"
                + " io.apicurio.registry.utils.converter.AvroConverter (expected a Converter on"
                + " the class path; the environment variable FRAZIL_CLASS_PATH puts further jars"
                + " on the class path)");
  }

  @Test
  void noConnectorIsLeftOut() {
    TreeSet<String> shipped = new TreeSet<>();
    for (Path file : Repository.files("config/connectors")) {
      shipped.add(ConnectorFile.read(file).name());
    }
    assertThat(shipped).containsExactly("bronze", "movie-log", "movies", "orders");
  }
}
