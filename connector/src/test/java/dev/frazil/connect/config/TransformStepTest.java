package dev.frazil.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Test;

class TransformStepTest {

  private static TransformStep step(String type) {
    return TransformStep.all(TestingConfigs.with("transforms", "t", "transforms.t.type", type))
        .get(0);
  }

  @Test
  @SuppressWarnings("rawtypes")
  void allOurTransformsAreKnownByFullAndBySimpleName() {
    List<Class<?>> classes = new ArrayList<>();
    ServiceLoader.load(Transformation.class).stream()
        .map(ServiceLoader.Provider::type)
        .filter(type -> type.getName().startsWith("dev.frazil."))
        .forEach(classes::add);

    assertThat(classes).isNotEmpty();
    for (Class<?> each : classes) {
      assertThat(step(each.getName()).ourOptions()).isPresent();
      assertThat(step(each.getSimpleName()).type()).isEqualTo(each.getName());
    }
  }

  @Test
  void routersChangeTheTopicAndOthersOfKafkaDoNot() {
    assertThat(step("RegexRouter").keepsTopic()).isFalse();
    assertThat(step("org.apache.kafka.connect.transforms.TimestampRouter").keepsTopic()).isFalse();
    assertThat(step("org.apache.kafka.connect.transforms.Cast$Value").keepsTopic()).isTrue();
    assertThat(step("ValidateEvent").keepsTopic()).isTrue();
    assertThat(step("ParseLine").keepsTopic()).isTrue();
    assertThat(step("WrapRaw").keepsTopic()).isTrue();
    assertThat(step("RouteEvent").keepsTopic()).isFalse();
    assertThat(step("RouteEvent").keepsSchema()).isTrue();
    assertThat(step("org.example.Mystery").keepsTopic()).isFalse();
  }
}
