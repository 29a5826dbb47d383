/**
 * Whether two questions ask the same. Blind to providers and to what is kept of answers: texts come in, and what is alike
 * goes out.
 *
 * <p>An {@link ai.gateway.semantic.Encoder} makes vectors of texts. Where one lies near another, both are about the same
 * thing, which is not yet to ask the same; rules that read the words decide that.
 *
 * <p>{@link ai.gateway.semantic.Suitability} says whether a text may be looked up at all: what is asked about oneself, or
 * about today, has no answer for others. {@link ai.gateway.semantic.Questions} are those whose answers are known, by what they
 * mean; {@link ai.gateway.semantic.VectorIndex} finds what lies near among them, each partition for itself. {@link ai.gateway.semantic.Alikeness} then speaks against what only looks alike, with two
 * {@link ai.gateway.semantic.Question}s as its rules see them.
 *
 * <p>A question is made in three steps: {@code Splitter} cuts a text into tokens, {@code Reader} makes words of them and
 * tells what each is, {@code Question} sorts them by what a rule will ask for. The rules know English by lists of general
 * words, {@code Lexicon}, {@code Opposites} and {@code Terms}, and by the endings in {@code Inflection}. Where they are
 * wrong, they should be wrong against a hit: a question that is answered anew costs less than a wrong answer.
 */
@NullMarked
package ai.gateway.semantic;

import org.jspecify.annotations.NullMarked;
