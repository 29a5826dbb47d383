/**
 * Tells receivers by HTTP what has happened. {@link ai.gateway.delivery.Mailboxes} has a {@code Mailbox} for each of the
 * {@link ai.gateway.delivery.Receivers}; its {@code Delivery} tries until the receiver has taken a {@link
 * ai.gateway.delivery.Notice}, or for the last time. It connects only where {@link ai.gateway.reach.AddressGuard} lets it, by
 * {@link ai.gateway.delivery.Post}. {@link ai.gateway.delivery.ReceiversReader} makes them of what is written. What it is done with is in {@link ai.gateway.delivery.Means}.
 */
@NullMarked
package ai.gateway.delivery;

import org.jspecify.annotations.NullMarked;
