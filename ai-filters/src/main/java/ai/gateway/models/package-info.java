/**
 * What is known of models: how long a prompt they take, what they can do, what they cost.
 *
 * <p>A {@link ai.gateway.models.ModelTable} answers one question: what is known of this model at this provider? The
 * {@link ai.gateway.models.ModelFacts} that it answers with may lack anything. Unknown is neither zero nor no
 * ({@link ai.gateway.models.Known}), so that who chooses between models by them leaves none out by a guess.
 *
 * <p>{@link ai.gateway.models.Prices} are whole numbers of a millionth of a millionth of a dollar
 * ({@link ai.gateway.models.Usd}): {@link ai.gateway.models.Rates} by kinds of tokens, other rates for long prompts and
 * for other services, and {@link ai.gateway.models.Fees} apiece.
 *
 * <p>The facts stand in {@code ai/gateway/models.csv}, a line a model, written by {@code src/build/models.py}. Requests
 * name models in more ways than price lists do: {@code Names} says which of them are the same. What users know better
 * lies over all that, as {@code OwnFacts}.
 *
 * <p>Nothing here knows Spring, JSON or a provider; it stands on the exchange alone.
 */
@NullMarked
package ai.gateway.models;

import org.jspecify.annotations.NullMarked;
