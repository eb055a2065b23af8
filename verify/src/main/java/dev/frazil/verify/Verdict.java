package dev.frazil.verify;

/** What came of a verification. */
public sealed interface Verdict permits Certificate, Violations, Unverifiable {}
