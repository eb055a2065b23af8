package dev.frazil.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Test;

class TransformStepTest {

  private static TransformStep step(String type) {
    return TransformStep.all(TestingConfigs.with("transforms", "t", "transforms.t.type", type))
        .get(0);
  }

  @Test
  void allOurTransformsAreKnownByFullAndBySimpleName() {
    assertThat(ServiceLoader.load(Transformation.class).stream())
        .isNotEmpty()
        .allSatisfy(
            provider -> {
              String name = provider.type().getName();
              assertThat(step(name).ourOptions()).isPresent();
              assertThat(step(provider.type().getSimpleName()).type()).isEqualTo(name);
            });
  }

  @Test
  void routersChangeTheTopicAndOthersOfKafkaDoNot() {
    assertThat(step("RegexRouter").keepsTopic()).isFalse();
    assertThat(step("org.apache.kafka.connect.transforms.TimestampRouter").keepsTopic()).isFalse();
    assertThat(step("org.apache.kafka.connect.transforms.Cast$Value").keepsTopic()).isTrue();
    assertThat(step("ValidateEvent").keepsTopic()).isTrue();
    assertThat(step("org.example.Mystery").keepsTopic()).isFalse();
  }
}
