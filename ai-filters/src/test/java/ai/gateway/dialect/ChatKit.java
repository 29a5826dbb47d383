package ai.gateway.dialect;

import ai.gateway.dialect.openai.OpenAiDialect;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Message;
import ai.gateway.exchange.Operation;
import ai.gateway.exchange.Reasoning;
import ai.gateway.exchange.Sampling;
import ai.gateway.wire.Json;

import java.util.List;
import java.util.Objects;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What tests of one dialect's chats ask of its codec again and again.
 *
 * @param call a chat in that dialect
 */
public record ChatKit(ChatCodec codec, Call call) {

    private static final ChatCodec OPENAI = Objects.requireNonNull(new OpenAiDialect().chat());

    public static Json json(String text) {
        return Json.parse(text.getBytes(UTF_8));
    }

    /** What a client of OpenAI's asks. */
    public static ChatRequest openAi(String body) {
        return OPENAI.readRequest(Call.of("openai", Operation.CHAT, "/chat/completions"), json(body));
    }

    public ChatCall fromOpenAi(String body) {
        return codec.writeRequest(openAi(body), Traits.NONE);
    }

    /** Messages of a client of some dialect, and nothing else said. */
    public static ChatRequest request(String dialect, Message... messages) {
        return new ChatRequest(
                dialect,
                "m",
                ChatRequest.Streaming.WHOLE,
                List.of(messages),
                List.of(),
                null,
                null,
                Sampling.UNSAID,
                null,
                null,
                Reasoning.UNSAID,
                ChatRequest.Account.NONE,
                Extras.NONE);
    }

    /** A client of the dialect that is answered by a provider of another one. */
    public Asked asked() {
        return asked("anthropic");
    }

    /** @param spoken the dialect of the provider */
    public Asked asked(String spoken) {
        return new Asked(call, request(call.dialect()), spoken, "req-1", 5);
    }

    /** The events as such a client is told of them. */
    public String streamed(List<AnswerEvent> events) {
        AnswerWriter writer = codec.answerWriter(asked());
        events.forEach(writer);
        return new String(writer.take(), UTF_8);
    }

    public static Content.ToolCall call(String id, String name) {
        return new Content.ToolCall(id, name, "", false, null, Notes.NONE);
    }
}
