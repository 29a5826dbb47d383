/**
 * How much a text tries to take over a model. Knows no model and no framework: a text comes in, and a
 * {@link ai.gateway.injection.Judgement} goes out of {@link ai.gateway.injection.Injection}.
 *
 * <p>A text is first made what a model reads. {@code Folding} takes away what cannot be seen and how letters are
 * dressed, {@code Spaced} joins letters that stand apart, {@code Splitter} cuts words and puts right what is written
 * with look-alikes or digits, and {@code Typos} knows words of which the inner letters were swapped. What was encoded
 * becomes a text of its own in {@code Decoded}, and is judged like any other.
 *
 * <p>{@code Reader} then looks up the words, {@code Follower} the rules by which they follow each other, and
 * {@code Layout} the lines that do not belong where they stand. {@code Passages} cuts that into passages, of which the
 * worst is the judgement: its score is the logistic function of the sum of what each finding weighs.
 *
 * <p>{@code Knowledge} holds all that is known: words by class in {@code lexicon.txt}, rules in {@code rules.txt}, and
 * in {@code weights.csv} what each weighs at each {@link ai.gateway.injection.Place}.
 */
@NullMarked
package ai.gateway.injection;

import org.jspecify.annotations.NullMarked;
