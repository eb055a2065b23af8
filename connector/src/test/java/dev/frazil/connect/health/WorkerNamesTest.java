package dev.frazil.connect.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerNamesTest {
  @Test
  void itsListenersAreItsNames() {
    WorkerNames names =
        WorkerNames.of(Map.of("listeners", "http://10.0.0.1:8090, https://worker.example:8443"));

    assertThat(names.has("10.0.0.1:8090")).isTrue();
    assertThat(names.has("worker.example:8443")).isTrue();
    assertThat(names.has("10.0.0.2:8090")).isFalse();
    assertThat(names.has("10.0.0.1:8083")).isFalse();
  }

  @Test
  void whatIsAdvertisedIsItsName() {
    WorkerNames names =
        WorkerNames.of(
            Map.of(
                "listeners",
                List.of("http://0.0.0.0:8083"),
                "rest.advertised.host.name",
                "outside.example",
                "rest.advertised.port",
                "80"));

    assertThat(names.has("outside.example:80")).isTrue();
    assertThat(names.has("elsewhere.example:80")).isFalse();
  }

  @Test
  void aWorkerThatListensOnAllAddressesIsKnownAsItsMachine() throws Exception {
    WorkerNames names = WorkerNames.of(Map.of("listeners", "http://:8093"));

    assertThat(names.has(InetAddress.getLocalHost().getHostAddress() + ":8093")).isTrue();
    assertThat(names.has(InetAddress.getLocalHost().getCanonicalHostName() + ":8093")).isTrue();
  }

  @Test
  void withoutListenersItHasConnectsOwnPort() throws Exception {
    WorkerNames names = WorkerNames.of(Map.of());

    assertThat(names.has(InetAddress.getLocalHost().getHostAddress() + ":8083")).isTrue();
    assertThat(names.has("8083")).isFalse();
    assertThat(names.has("worker:none")).isFalse();
  }

  @Test
  void whatIsNoAddressIsNoName() {
    WorkerNames names =
        WorkerNames.of(Map.of("listeners", "not a url", "rest.advertised.port", "many"));

    assertThat(names.has("not a url")).isFalse();
  }
}
