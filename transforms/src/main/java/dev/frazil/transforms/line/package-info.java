/**
 * Lines of text. A document of rules comes in once and is compiled; then single lines come in, each
 * with the place it has in Kafka; out goes a typed {@link
 * dev.frazil.transforms.contract.EventStruct}, checked by an event contract, or a rejection.
 */
@NullMarked
package dev.frazil.transforms.line;

import org.jspecify.annotations.NullMarked;
