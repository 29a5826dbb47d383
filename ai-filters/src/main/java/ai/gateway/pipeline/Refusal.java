package ai.gateway.pipeline;

import ai.gateway.dialect.AnswerWriter;
import ai.gateway.dialect.Asked;
import ai.gateway.dialect.ChatCodec;
import ai.gateway.exchange.Answer;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Operation;
import ai.gateway.exchange.Usage;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

import java.time.Clock;
import java.util.List;

/**
 * A refusal in the shape of an answer: what clients that do not expect failures can show to whoever asked.
 *
 * @param contentType of the body
 */
record Refusal(String contentType, byte[] body) {

    private static final Clock CLOCK = Clock.systemUTC();

    /** Nobody was asked, and some clients want to be told so. */
    private static final Usage NOTHING = new Usage(0, Usage.ABSENT, Usage.ABSENT, 0, Usage.ABSENT);

    /** As the client would get an answer to that; null where it has asked for no chat, or for one that nobody can read. */
    static @Nullable Refusal of(ServerWebExchange exchange, AiExchange ai, String text) {
        AiRequest request = ai.request();
        ChatCodec codec = ai.dialect().chat();
        if (codec == null || !request.isReadable() || request.call().operation() != Operation.CHAT) {
            return null;
        }
        ChatRequest chat = codec.readRequest(request.call(), request.json());
        long seconds = CLOCK.millis() / 1000;
        Asked asked =
                new Asked(request.call(), chat, ai.dialect().id(), ai.id(), seconds, Destinations.asksForSse(exchange));
        Answer answer = answer(ai, String.valueOf(request.model()), seconds, text);
        if (!chat.stream().isStream()) {
            return new Refusal("application/json", codec.writeAnswer(answer, asked));
        }
        AnswerWriter writer = codec.answerWriter(asked);
        answer.unfold(writer);
        return new Refusal(writer.contentType(), writer.take());
    }

    private static Answer answer(AiExchange ai, String model, long seconds, String text) {
        Answer.Choice choice = new Answer.Choice(
                0, List.of(Content.Text.of(text)), FinishReason.CONTENT_FILTER, null, null, Extras.NONE);
        return new Answer(ai.id(), model, seconds, List.of(choice), NOTHING, Extras.NONE, Extras.NONE);
    }
}
