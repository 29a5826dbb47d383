/**
 * Bytes to frames and back. This floor knows no language model, no Spring and no Netty, only the JDK; all above it build
 * on what it hands out without copying.
 *
 * <p><b>JSON.</b> {@link ai.gateway.wire.Json} reads a whole text in one strict pass and answers questions about the
 * bytes where they lie. {@code JsonScanner} makes the pass, {@code Tape} is the index it fills, {@code JsonNames} looks
 * for duplicate names, {@code JsonText} compares and decodes strings. {@link ai.gateway.wire.JsonMembers} finds several
 * members in one walk, for what every frame of a stream is asked. {@link ai.gateway.wire.JsonEdit} changes single values
 * and leaves every other byte alone; {@link ai.gateway.wire.JsonWriter} writes new text.
 *
 * <p>What is refused, with a {@link ai.gateway.wire.JsonException} that names the place: all that RFC 8259 does not
 * allow; a byte order mark; any encoding but UTF-8, and malformed UTF-8; two members of one name, however escaped; names
 * with half a surrogate pair; control characters in strings; text behind the value; more than
 * {@link ai.gateway.wire.JsonLimits} says: depth 500, names of 50,000 bytes, numbers of 1,000 characters, 4 million names
 * and values. What is taken although others may stumble: names that differ in case only; {@code \}{@code u0000}; escaped
 * halves of surrogate pairs in strings, which read as U+FFFD; numbers of any size, because they are checked but not
 * converted: one that does not fit, such as 1e400 or 2^64, reads as the caller's fallback.
 *
 * <p><b>Frames.</b> A {@link ai.gateway.wire.FrameReader} is fed with whatever pieces the network brings and hands
 * complete frames to a {@link ai.gateway.wire.FrameSink}: {@link ai.gateway.wire.SseReader} (most providers),
 * {@link ai.gateway.wire.NdjsonReader} (Ollama), {@link ai.gateway.wire.JsonArrayReader} (Gemini without SSE) and
 * {@link ai.gateway.wire.AwsEventStreamReader} (Bedrock). A frame that lies whole in a chunk is handed over where it
 * lies; only what is incomplete is kept, up to a cap. {@link ai.gateway.wire.SseWriter} and
 * {@link ai.gateway.wire.AwsEventStreamWriter} go the other way. Whoever breaks a format or a cap gets a
 * {@link ai.gateway.wire.FrameException}.
 *
 * <p>{@link ai.gateway.wire.Utf8} checks and mends text that does not come as JSON.
 */
@NullMarked
package ai.gateway.wire;

import org.jspecify.annotations.NullMarked;
