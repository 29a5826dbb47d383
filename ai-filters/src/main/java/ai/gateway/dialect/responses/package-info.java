/**
 * OpenAI's Responses API, also as Azure, xAI, DeepSeek and the servers of open models speak it.
 *
 * <p>{@link ai.gateway.dialect.responses.ResponsesDialect} is the door. {@code ResponsesRequest} reads requests,
 * {@code ResponsesItems} the items that requests and answers are both made of, {@code ResponsesAnswer} whole responses and
 * the events of their streams. An event is known by its {@code type}; the name on the wire only repeats it.
 */
@NullMarked
package ai.gateway.dialect.responses;

import org.jspecify.annotations.NullMarked;
