package dev.frazil.transforms.contract;

import dev.frazil.transforms.reject.Rejection;

/**
 * An event that breaks its contract.
 *
 * @param rejection the first thing that is wrong with it, in the order of the text
 */
public record RejectedEvent(Rejection rejection) implements EventOutcome {}
