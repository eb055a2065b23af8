/**
 * Movie events to play and to test with. In goes a seed and a mix, out comes an endless,
 * reproducible stream of Kafka records, each with the fate that a correct pipeline must give it: a
 * row in silver, or a dead letter with a known reason. The package knows the event contracts only
 * by what they promise to users, not by their code, so that its answers can be held against the
 * product.
 */
@NullMarked
package dev.frazil.cli.events;

import org.jspecify.annotations.NullMarked;
