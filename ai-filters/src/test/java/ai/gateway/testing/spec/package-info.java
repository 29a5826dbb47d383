/**
 * What the providers say of their own wire formats, as something that a JSON can be held against.
 *
 * <p>{@link ai.gateway.testing.spec.Specs} knows which description below {@code specs} of the shared directory is about which
 * dialect, and where it is wrong. Descriptions come in four languages (OpenAPI, JSON schema, Google's discovery and proto,
 * AWS's shapes); each has a reader here that makes JSON schemas of it, and a {@link ai.gateway.testing.spec.Spec} holds one.
 */
@NullMarked
package ai.gateway.testing.spec;

import org.jspecify.annotations.NullMarked;
