package dev.frazil.local;

import java.security.SecureRandom;
import java.util.HexFormat;

/** The pair of keys that the object store accepts; made for one stack. */
record S3Keys(String accessKey, String secretKey) {
  static S3Keys random() {
    SecureRandom random = new SecureRandom();
    return new S3Keys("frazil" + hex(random, 7), hex(random, 20));
  }

  private static String hex(SecureRandom random, int bytes) {
    byte[] drawn = new byte[bytes];
    random.nextBytes(drawn);
    return HexFormat.of().formatHex(drawn);
  }

  @Override
  public String toString() {
    return "S3Keys[accessKey=" + accessKey + ", secretKey=****]";
  }
}
