/**
 * What may pass. {@link ai.gateway.guard.Guarding} judges a request at its place in the route: what recognisers find in any of its
 * strings, what {@link ai.gateway.injection.Injection} says of the words of users and of tools, and each
 * {@link ai.gateway.judge.Guard} of the host. {@link ai.gateway.guard.Watch} reads the answer, no more of which goes out than was
 * read.
 */
@NullMarked
package ai.gateway.guard;

import org.jspecify.annotations.NullMarked;
