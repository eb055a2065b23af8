/** What the brokers say of topics and of the connector's group. */
@NullMarked
package dev.frazil.connect.broker;

import org.jspecify.annotations.NullMarked;
