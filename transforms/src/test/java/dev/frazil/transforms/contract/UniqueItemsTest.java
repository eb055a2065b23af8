package dev.frazil.transforms.contract;

import static dev.frazil.transforms.contract.Reading.accepted;
import static dev.frazil.transforms.contract.Reading.contractOfV;
import static dev.frazil.transforms.contract.Reading.message;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UniqueItemsTest {
  private static final EventContract UNIQUE =
      contractOfV("{\"type\":\"array\",\"items\":{\"type\":\"integer\"},\"uniqueItems\":true}");

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 10, 17, 200})
  void anElementThatIsThereAlreadyIsFoundInShortAndLongArrays(int size) {
    String elements =
        IntStream.range(0, size).mapToObj(String::valueOf).collect(Collectors.joining(","));

    assertThat(elements(UNIQUE, "{\"v\":[" + elements + "]}")).hasSize(size);
    for (int again = 0; again < size; again++) {
      assertThat(message(UNIQUE, "{\"v\":[" + elements + "," + again + ".0]}"))
          .isEqualTo(
              "reason=schema_validation_failed path=$.v["
                  + size
                  + "] v=1: expected elements that are all different, found "
                  + again
                  + ".0");
    }
  }

  @Test
  void theEndOfOneElementAndTheBeginningOfTheNextAreNoElement() {
    EventContract contract =
        contractOfV(
            "{\"type\":\"array\",\"items\":{\"x-frazil-type\":\"json\"},\"uniqueItems\":true}");

    assertThat(elements(contract, "{\"v\":[[],{},[[]],\"\",\"[\",[{}],null,[null]]}")).hasSize(8);
  }

  private static List<?> elements(EventContract contract, String event) {
    return (List<?>) requireNonNull(accepted(contract, event).get("v"));
  }

  @Test
  void shortArraysAreCheap() {
    EventReader reader = UNIQUE.reader(1_000);
    byte[] event = "{\"v\":[1,2,3]}".getBytes(StandardCharsets.UTF_8);
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    int rounds = 10_000;
    for (int i = 0; i < rounds; i++) {
      assertThat(reader.read(event)).isInstanceOf(EventStruct.class);
    }

    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < rounds; i++) {
      reader.read(event);
    }
    long each = (threads.getCurrentThreadAllocatedBytes() - before) / rounds;

    assertThat(each).isLessThan(1_500);
  }
}
