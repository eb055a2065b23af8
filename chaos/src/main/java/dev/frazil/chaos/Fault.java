package dev.frazil.chaos;

import java.util.Locale;

/** What a proxy does to one request in place of passing it on and back. */
enum Fault {
  /** Passed on late. */
  LATENCY,
  /** Answered 500; the server never sees it. */
  ERROR_500,
  /** Answered 503; the server never sees it. */
  ERROR_503,
  /** The connection is reset; the server never sees the request. */
  RESET_BEFORE,
  /** The server does it; the connection is reset in place of its answer. */
  RESET_AFTER,
  /** The server does it; the client gets the first half of the answer and a reset. */
  CUT_ANSWER,
  /** The server does it; the client is told 500. */
  LIE_500,
  /** The server does it; the client is told 503. */
  LIE_503,
  /** The server does a commit; the client is told that it conflicts with another one. */
  LIE_CONFLICT,
  /** A DELETE that is not allowed. */
  FORBIDDEN_DELETE;

  /** Whether the server gets to see the request. */
  boolean reachesServer() {
    return switch (this) {
      case LATENCY, RESET_AFTER, CUT_ANSWER, LIE_500, LIE_503, LIE_CONFLICT -> true;
      case ERROR_500, ERROR_503, RESET_BEFORE, FORBIDDEN_DELETE -> false;
    };
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
