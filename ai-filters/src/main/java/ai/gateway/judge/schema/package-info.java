/**
 * Whether a JSON value fits a JSON Schema, of draft 2020-12. {@link ai.gateway.judge.schema.Schema} is read once, and then asked from all threads.
 *
 * <p>{@code Reader} makes a {@code Node} of every schema it meets, and of each keyword a {@code Rule}: {@code Values} has those for
 * any value, numbers and strings, {@code ArrayRule} and {@code ObjectRule} theirs, {@code Combined} those that put schemas together.
 * {@code Terms} reads what keywords say, {@code References} finds what they refer to. What is not known is refused then, for a rule
 * that is left out would let pass what it was written against.
 *
 * <p>A {@code Walk} goes through one value. It knows where it is, for the {@link ai.gateway.judge.schema.Misfit}, and how far it may
 * still go: schemas that refer to each other can ask more of a small value than anybody waits for.
 */
@NullMarked
package ai.gateway.judge.schema;

import org.jspecify.annotations.NullMarked;
