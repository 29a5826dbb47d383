/**
 * What may pass. {@link ai.gateway.guard.Guarding} judges a request at its place in the route: what
 * {@link ai.gateway.guard.Looks look} for something find in its strings, and each {@link ai.gateway.judge.Guard} that the route
 * names says, on a {@link ai.gateway.guard.Bench}. {@link ai.gateway.guard.Verdicts} make of that what the route wants.
 *
 * <p>Of an answer, {@link ai.gateway.guard.Watch} holds back what may still become what is looked for, and
 * {@link ai.gateway.guard.Jury} shows it to guards, before which nothing goes out; {@link ai.gateway.guard.Onlooker} does the same
 * where nothing is kept from passing, and nothing waits.
 */
@NullMarked
package ai.gateway.guard;

import org.jspecify.annotations.NullMarked;
