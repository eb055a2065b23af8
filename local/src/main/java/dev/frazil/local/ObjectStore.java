package dev.frazil.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The S3 endpoint: S3Proxy over a directory, with signed requests only. */
public final class ObjectStore extends Part {
  static final String BUCKET = "warehouse";
  static final String REGION = "us-east-1";
  private static final int HEAP_MEGABYTES = 256;

  /** A bucket that others may read is open to requests that are not signed. */
  private static final Set<PosixFilePermission> NOT_FOR_OTHERS =
      PosixFilePermissions.fromString("rwxr-x---");

  private final int port;
  private final S3Keys keys;

  ObjectStore(StackDirectory directory, Duration startTimeout, int port, S3Keys keys) {
    super(PartKind.S3, PartKind.S3.label(), directory, startTimeout);
    this.port = port;
    this.keys = keys;
  }

  @Override
  public String address() {
    return "http://127.0.0.1:" + port;
  }

  /** The directory whose files are the objects of the warehouse. */
  public Path bucket() {
    return directory().data("s3").resolve(BUCKET);
  }

  @Override
  Launch prepare() throws IOException {
    Files.createDirectories(bucket());
    Files.setPosixFilePermissions(bucket(), NOT_FOR_OTHERS);
    Path file = directory().writeProperties("s3.properties", properties());
    return new Launch(
        Launch.ownJavaHome(),
        HEAP_MEGABYTES,
        List.of(
            "-XX:+UseSerialGC",
            "-Dlogback.statusListenerClass=ch.qos.logback.core.status.NopStatusListener"),
        Checkout.classPathOf("s3"),
        "org.gaul.s3proxy.Main",
        List.of("--properties", file.toString()),
        Map.of("LOG_LEVEL", "warn"),
        directory().root());
  }

  /** Any answer will do: an unsigned request is refused. */
  @Override
  boolean answers() {
    return HttpProbe.status(address()).isPresent();
  }

  private Map<String, String> properties() {
    return Map.ofEntries(
        Map.entry("s3proxy.endpoint", address()),
        Map.entry("s3proxy.authorization", "aws-v2-or-v4"),
        Map.entry("s3proxy.identity", keys.accessKey()),
        Map.entry("s3proxy.credential", keys.secretKey()),
        Map.entry("s3proxy.ignore-unknown-headers", "true"),
        Map.entry("s3proxy.v4-max-non-chunked-request-size", "268435456"),
        Map.entry("jclouds.provider", "filesystem-nio2"),
        Map.entry("jclouds.identity", "none"),
        Map.entry("jclouds.credential", "none"),
        Map.entry("jclouds.filesystem.basedir", directory().data("s3").toString()));
  }
}
