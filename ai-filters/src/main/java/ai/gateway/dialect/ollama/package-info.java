/**
 * Ollama's own API below {@code /api}. Its answers stream unless the client says no, as lines of JSON.
 *
 * <p>{@link ai.gateway.dialect.ollama.OllamaDialect} is the door and knows the paths, {@code OllamaRequest} reads requests,
 * {@code OllamaAnswer} answers, of which a stream is just several.
 *
 * <p>Chats can be carried into other dialects and out of them, by {@code OllamaChat}. Questions go through
 * {@code ChatRequestReader} and {@code ChatRequestWriter}, with {@code ChatMessageReader}, {@code ChatMessageWriter} and
 * {@code ChatTools}; answers through {@code ChatAnswerReader}, {@code ChatAnswerWriter} and, in pieces,
 * {@code ChatLineWriter}. The API is plain: a message has one text, its pictures are bytes and nothing else, and results find
 * their calls by the name of the tool; {@code CallNames} gives each call an id and finds it again.
 */
@NullMarked
package ai.gateway.dialect.ollama;

import org.jspecify.annotations.NullMarked;
