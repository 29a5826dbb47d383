/**
 * Who judges what is said. A {@link ai.gateway.judge.Guard} is shown a {@link ai.gateway.judge.Matter}, which is a request or what
 * has come of an answer, and has an {@link ai.gateway.judge.Objection} to it or none. What becomes of that is for the route to
 * say: a guard only tells.
 *
 * <p>{@link ai.gateway.judge.Judges} makes those that judge by themselves. {@code JsonGuard} reads answers as programs would,
 * against a schema of the room {@code schema}. {@code LanguageGuard} and {@code CodeGuard} read each text for itself, line by line and word
 * by word, with what {@code languages.txt} and {@code code.txt} know. {@code LeakGuard} looks for the {@code Shingles} of the system prompt.
 * {@code TopicGuard} asks an encoder what passages are near. {@code InjectionGuard} and {@code SizeGuard} judge requests.
 */
@NullMarked
package ai.gateway.judge;

import org.jspecify.annotations.NullMarked;
