package dev.frazil.local;

import java.time.Duration;

/** What a part of the stack is, and how long it may take to end when asked to. */
enum PartKind {
  S3("s3", Duration.ofSeconds(5)),
  KAFKA("kafka", Duration.ofSeconds(10)),
  CATALOG("catalog", Duration.ofSeconds(5)),
  REGISTRY("registry", Duration.ofSeconds(5)),
  CONNECT("connect", Duration.ofSeconds(20));

  private final String label;
  private final Duration stopGrace;

  PartKind(String label, Duration stopGrace) {
    this.label = label;
    this.stopGrace = stopGrace;
  }

  String label() {
    return label;
  }

  Duration stopGrace() {
    return stopGrace;
  }
}
