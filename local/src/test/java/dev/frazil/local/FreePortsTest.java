package dev.frazil.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FreePortsTest {
  @Test
  void portsAreFreeDifferentAndBelowTheRangeOfClients() throws Exception {
    FreePorts ports = new FreePorts();
    assertThat(Stream.generate(ports::next).limit(50).toList())
        .doesNotHaveDuplicates()
        .allMatch(port -> port >= 20_000 && port < 32_000);
    try (ServerSocket socket =
        new ServerSocket(ports.next(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(HttpProbe.accepts(socket.getLocalPort())).isTrue();
    }
  }
}
