/**
 * OpenAI's Responses API, also as Azure, xAI, DeepSeek and the servers of open models speak it.
 *
 * <p>{@link ai.gateway.dialect.responses.ResponsesDialect} is the door. {@code ResponsesRequest} reads requests,
 * {@code ResponsesItems} the items that requests and answers are both made of, {@code ResponsesAnswer} whole responses and
 * the events of their streams. An event is known by its {@code type}; the name on the wire only repeats it.
 *
 * <p>{@code ResponsesChat} carries chats into the exchange and back. {@code ChatRequestReader} and {@code ChatRequestWriter}
 * have the parameters ({@code ChatTools}, {@code ChatOptions}), {@code ChatItemReader} and {@code ChatItemWriter} the
 * conversation with its parts: items fold into turns, and {@code ItemNotes} say how they were cut, so that they unfold as
 * they were. {@code ChatAnswerReader} reads streams, {@code OutputReader} and {@code OutputItem} what of an item has come.
 * {@code ChatEventWriter} writes them: {@code OutputWriter} the items, each a {@code WrittenItem} with a grammar of its own,
 * {@code ResponseObject} the response around them. A whole answer is the last event of its stream, in both directions.
 */
@NullMarked
package ai.gateway.dialect.responses;

import org.jspecify.annotations.NullMarked;
