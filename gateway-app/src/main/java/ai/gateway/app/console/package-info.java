/**
 * The console of the ready gateway: a page at {@code /console} that shows what goes on, and lets it be tried and steered.
 *
 * <p>{@link ai.gateway.app.console.ConsoleHandler} is the way of a request: {@link ai.gateway.app.console.Doorkeeper} knows who
 * may, {@link ai.gateway.app.console.Assets} have the page itself, {@link ai.gateway.app.console.ConsoleApi} answers what the
 * admin API does not know. All that the page changes it changes by the admin API.
 *
 * <p>{@link ai.gateway.app.console.Onlooker} is told of every exchange that is over. It makes a
 * {@link ai.gateway.app.console.Seen} of it, which never has a word of what was said, for the last thousand
 * ({@link ai.gateway.app.console.Recent}) and for the sums of the last hour ({@link ai.gateway.app.console.Traffic}).
 * {@link ai.gateway.app.console.Objections} count what guards object to. All of that is in memory, of a fixed size, and of this
 * gateway alone: the page shows it before it asks any database.
 *
 * <p>{@link ai.gateway.app.console.Playground} sends a request through a route as if that had been chosen for it.
 */
@NullMarked
package ai.gateway.app.console;

import org.jspecify.annotations.NullMarked;
