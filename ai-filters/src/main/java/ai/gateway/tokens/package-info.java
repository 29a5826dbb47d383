/**
 * Counting tokens before a call, when nobody can know them exactly but the provider.
 *
 * <p>{@link ai.gateway.tokens.PromptCount} is the way in: a bound, an estimate, and a near count of one request for one
 * model. {@code PromptReader} walks the request, of whatever dialect, by the table in {@code Member}, and shows what the
 * model will read to a {@code PromptSink}: {@code Bound} adds up lengths, {@code Estimate} weighs the {@code TextShape} of
 * the texts as the model's {@code Family} says, {@code Exact} asks a {@code Tokenizer}. {@code Families} finds the family
 * in {@code ai/gateway/tokens.csv}; {@code Vision}, {@code Picture} and {@code Medium} are for what is not text;
 * {@code FunctionText} writes tools as OpenAI shows them to its models.
 *
 * <p>{@link ai.gateway.tokens.Tokenizers} has OpenAI's tokenisers where jtokkit is on the class path; {@code Jtokkit} alone
 * knows that library. {@link ai.gateway.tokens.TokenEstimate} is for texts without a request around them, and
 * {@link ai.gateway.tokens.Choices} tells how many answers are asked for.
 */
@NullMarked
package ai.gateway.tokens;

import org.jspecify.annotations.NullMarked;
