/**
 * The vendors' own SDKs as clients of a running gateway, with providers of every dialect behind it.
 *
 * <p>{@code Sdk} is what the SDKs have in common, one class each; they are set to believe nothing that is not valid.
 * {@code Provider} answers over real HTTP with the wire texts below {@code resources/sdk}, and knows where its dialect keeps
 * what a client asked. {@code Scenario} is what is tried, {@code Trial} how. {@code TranslationMatrixTest} does it all and
 * writes the table of {@code docs/translation-matrix.md}; {@code RecordedAnswersTest} gives the SDKs what providers were
 * recorded saying. Blocking calls are not looked for here: the SDKs live in the same process, and one of them waits on a
 * thread of Netty's when it is closed.
 */
@NullMarked
package ai.gateway.app.sdk;

import org.jspecify.annotations.NullMarked;
