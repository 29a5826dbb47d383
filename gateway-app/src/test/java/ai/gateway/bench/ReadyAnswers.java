package ai.gateway.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The bytes of one provider's answers: a whole one of 1 KB, and what a stream is made of. */
final class ReadyAnswers {

    private static final int ANSWER_BYTES = 1024;
    private static final String OPENAI_CHUNK = "data: {\"id\":\"chatcmpl-AbCdEfGhIjKlMnOpQrStUvWxYz012\","
            + "\"object\":\"chat.completion.chunk\",\"created\":1760000000,\"model\":\"gpt-5.4-mini-2026-03-17\","
            + "\"service_tier\":\"default\",\"system_fingerprint\":null,\"choices\":[{\"index\":0,\"delta\":{";
    private static final ReadyAnswers OPENAI = new ReadyAnswers(
            answer(
                    "{\"id\":\"chatcmpl-AbCdEfGhIjKlMnOpQrStUvWxYz012\",\"object\":\"chat.completion\","
                            + "\"created\":1760000000,\"model\":\"gpt-5.4-mini-2026-03-17\",\"choices\":[{\"index\":0,"
                            + "\"message\":{\"role\":\"assistant\",\"content\":\"",
                    "\",\"refusal\":null,\"annotations\":[]},\"logprobs\":null,\"finish_reason\":\"stop\"}],\"usage\":"
                            + "{\"prompt_tokens\":19,\"completion_tokens\":110,\"total_tokens\":129,"
                            + "\"prompt_tokens_details\":{\"cached_tokens\":0,\"audio_tokens\":0},"
                            + "\"completion_tokens_details\":{\"reasoning_tokens\":0}},"
                            + "\"service_tier\":\"default\",\"system_fingerprint\":null}"),
            openAiChunk("\"role\":\"assistant\",\"content\":\"\",\"refusal\":null", "null"),
            openAiChunk("\"content\":\" sky\"", "null"),
            openAiChunk("", "\"stop\"") + chunk("data: [DONE]\n\n"));
    private static final String MESSAGE =
            "{\"model\":\"claude-haiku-4-5-20251001\",\"id\":\"msg_01AbCdEfGhIjKlMnOpQrStUv\","
                    + "\"type\":\"message\",\"role\":\"assistant\",\"content\":[";
    private static final String USAGE = "{\"input_tokens\":19,\"cache_creation_input_tokens\":0,"
            + "\"cache_read_input_tokens\":0,\"cache_creation\":{\"ephemeral_5m_input_tokens\":0,"
            + "\"ephemeral_1h_input_tokens\":0},\"output_tokens\":110,\"service_tier\":\"standard\"}";
    private static final ReadyAnswers ANTHROPIC = new ReadyAnswers(
            answer(
                    MESSAGE + "{\"type\":\"text\",\"text\":\"",
                    "\"}],\"stop_reason\":\"end_turn\",\"stop_sequence\":null,\"usage\":" + USAGE + "}"),
            anthropicEvent(
                            "message_start",
                            ",\"message\":" + MESSAGE + "],\"stop_reason\":null,\"stop_sequence\":null,\"usage\":"
                                    + USAGE + "}")
                    + anthropicEvent(
                            "content_block_start", ",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"),
            anthropicEvent("content_block_delta", ",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\" sky\"}"),
            anthropicEvent("content_block_stop", ",\"index\":0")
                    + anthropicEvent(
                            "message_delta",
                            ",\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},"
                                    + "\"usage\":{\"output_tokens\":110}")
                    + anthropicEvent("message_stop", ""));

    private final ByteBuf json;
    private final ByteBuf chunked;
    private final ByteBuf opening;
    private final ByteBuf event;
    private final ByteBuf closing;

    private ReadyAnswers(String answer, String opening, String event, String closing) {
        json = ready(head("application/json", "content-length: " + ANSWER_BYTES) + answer);
        chunked = ready(head("application/json", "transfer-encoding: chunked") + chunk(answer.substring(0, 700))
                + chunk(answer.substring(700)) + "0\r\n\r\n");
        this.opening = ready(head("text/event-stream", "transfer-encoding: chunked") + opening);
        this.event = ready(event);
        this.closing = ready(closing + "0\r\n\r\n");
    }

    /** Those of the provider that has this path. */
    static ReadyAnswers at(String path) {
        return path.endsWith("/v1/messages") ? ANTHROPIC : OPENAI;
    }

    ByteBuf json() {
        return json.duplicate();
    }

    /** The same as {@link #json()}, in two chunks. */
    ByteBuf chunked() {
        return chunked.duplicate();
    }

    /** The head of a stream, and its events before the first piece of text. */
    ByteBuf opening() {
        return opening.duplicate();
    }

    /** An event with a piece of text. */
    ByteBuf event() {
        return event.duplicate();
    }

    /** The events after the last piece of text. */
    ByteBuf closing() {
        return closing.duplicate();
    }

    private static String answer(String begin, String end) {
        int left = ANSWER_BYTES - begin.length() - end.length() - Upstream.TEXT.length();
        return begin + Upstream.TEXT + " ".repeat(left) + end;
    }

    private static String openAiChunk(String delta, String finish) {
        return chunk(OPENAI_CHUNK + delta + "},\"logprobs\":null,\"finish_reason\":" + finish
                + "}],\"obfuscation\":\"4fKq9ZpLm2\"}\n\n");
    }

    private static String anthropicEvent(String type, String rest) {
        return chunk("event: " + type + "\ndata: {\"type\":\"" + type + "\"" + rest + "}\n\n");
    }

    private static String head(String type, String framing) {
        return "HTTP/1.1 200 OK\r\ncontent-type: " + type + "\r\nx-request-id: req_0123456789abcdef\r\n"
                + "openai-processing-ms: 12\r\n" + framing + "\r\n\r\n";
    }

    private static String chunk(String data) {
        return Integer.toHexString(data.length()) + "\r\n" + data + "\r\n";
    }

    private static ByteBuf ready(String text) {
        byte[] bytes = text.getBytes(US_ASCII);
        return Unpooled.unreleasableBuffer(
                Unpooled.directBuffer(bytes.length).writeBytes(bytes).asReadOnly());
    }
}
