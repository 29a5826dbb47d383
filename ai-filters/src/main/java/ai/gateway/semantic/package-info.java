/**
 * Whether two questions ask the same. Blind to providers and to what is kept of answers: texts come in, and what is alike
 * goes out.
 *
 * <p>An {@link ai.gateway.semantic.Encoder} makes vectors of texts. Where one lies near another, both are about the same
 * thing, which is not yet to ask the same; rules that read the words decide that.
 */
@NullMarked
package ai.gateway.semantic;

import org.jspecify.annotations.NullMarked;
