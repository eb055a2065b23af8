/** Tests of event contracts: documents and events come in, verdicts go out. */
@NullMarked
package dev.frazil.transforms.line;

import org.jspecify.annotations.NullMarked;
