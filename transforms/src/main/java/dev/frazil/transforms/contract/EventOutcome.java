package dev.frazil.transforms.contract;

/** What came of reading one event: its typed value, or why there is none. */
public sealed interface EventOutcome permits EventStruct, RejectedEvent {}
