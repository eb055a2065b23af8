package dev.frazil.tables;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which hosts nobody configures with good intent: link-local addresses and the services by which
 * clouds hand credentials to their machines. Addresses are known in all their spellings; names are
 * not resolved.
 */
final class HostRules {

  private static final Set<String> METADATA_NAMES =
      Set.of(
          "instance-data",
          "instance-data.ec2.internal",
          "metadata",
          "metadata.azure.internal",
          "metadata.goog",
          "metadata.google.internal");
  private static final Set<String> METADATA_ADDRESSES =
      Set.of("100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2:0:0:0:0:0:254");
  private static final Pattern IPV4_NUMBER = Pattern.compile("0x[0-9a-f]{0,8}|[0-9]{1,11}");

  private HostRules() {}

  /** Whether {@code host}, a name or an address without port and brackets, is such a one. */
  static boolean isForbidden(String host) {
    String name = normal(host);
    if (METADATA_NAMES.contains(name)) {
      return true;
    }
    Optional<InetAddress> address = literal(name);
    return address.isPresent() && isForbidden(address.get());
  }

  /** The spelling by which hosts are compared. */
  static String normal(String host) {
    String name =
        Normalizer.normalize(host, Normalizer.Form.NFKC)
            .replace('\u3002', '.')
            .toLowerCase(Locale.ROOT);
    int zone = name.indexOf('%');
    String unzoned = zone < 0 ? name : name.substring(0, zone);
    return unzoned.endsWith(".") ? unzoned.substring(0, unzoned.length() - 1) : unzoned;
  }

  private static boolean isForbidden(InetAddress address) {
    return address.isLinkLocalAddress()
        || METADATA_ADDRESSES.contains(address.getHostAddress())
        || (address instanceof Inet6Address v6 && isForbidden(embedded(v6)));
  }

  /** The last four bytes: the IPv4 address behind translated and compatible addresses. */
  private static InetAddress embedded(Inet6Address address) {
    byte[] bytes = address.getAddress();
    boolean translated = bytes[0] == 0 && (bytes[1] == 0 || bytes[1] == 0x64);
    return of(translated ? Arrays.copyOfRange(bytes, 12, 16) : new byte[4]);
  }

  private static Optional<InetAddress> literal(String name) {
    try {
      return name.indexOf(':') >= 0
          ? Optional.of(InetAddress.getByName("[" + name + "]"))
          : v4(name);
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Reads one to four decimal, octal or hexadecimal numbers, the last filling what is left. */
  private static Optional<InetAddress> v4(String name) {
    List<String> parts = Arrays.asList(name.split("\\.", -1));
    if (parts.size() > 4 || !parts.stream().allMatch(p -> IPV4_NUMBER.matcher(p).matches())) {
      return Optional.empty();
    }
    long address = 0;
    for (int i = 0; i < parts.size() - 1; i++) {
      address |= (number(parts.get(i)) & 0xff) << (24 - 8 * i);
    }
    address |= number(parts.get(parts.size() - 1));
    return Optional.of(
        of(
            new byte[] {
              (byte) (address >> 24), (byte) (address >> 16), (byte) (address >> 8), (byte) address
            }));
  }

  private static long number(String part) {
    if (part.startsWith("0x")) {
      return part.length() == 2 ? 0 : Long.parseLong(part.substring(2), 16);
    }
    boolean octal = part.startsWith("0") && part.chars().noneMatch(c -> c > '7');
    return Long.parseLong(part, octal ? 8 : 10);
  }

  private static InetAddress of(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("Cannot make an address of " + bytes.length + " bytes", e);
    }
  }
}
