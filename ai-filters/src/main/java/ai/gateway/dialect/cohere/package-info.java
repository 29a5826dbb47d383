/**
 * Cohere's API, version 2, and as much of version 1 as can be read on the way.
 *
 * <p>{@link ai.gateway.dialect.cohere.CohereDialect} is the door. {@code CoherePaths} knows the paths, {@code CohereRequest}
 * reads requests, {@code CohereAnswer} answers and the events of their streams.
 *
 * <p>Chats of version 2 can be carried into other dialects and out of them, by {@code CohereChat}. Questions go through
 * {@code ChatRequestReader} and {@code ChatRequestWriter}, with {@code ChatMessageReader}, {@code ChatMessageWriter} and
 * {@code ChatTools}; answers through {@code ChatAnswerReader}, {@code ChatAnswerWriter} and, in pieces,
 * {@code ChatEventWriter}, with {@code ChatCitations} and {@code ChatLogprobs}. Three things are Cohere's alone: what a model
 * plans before it calls tools ({@code ToolPlan}), results and prompts that are documents, and citations that stand beside the
 * text and not in it.
 */
@NullMarked
package ai.gateway.dialect.cohere;

import org.jspecify.annotations.NullMarked;
