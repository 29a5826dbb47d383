package ai.gateway.dialect;

import ai.gateway.exchange.AiException;
import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/**
 * Turns the chats of one dialect into the exchange's words, and back. Every dialect has one, knows only itself, and can so
 * be joined to every other. Holds no state; what does is made for one answer.
 */
public interface ChatCodec {

    /**
     * What a client asks.
     *
     * @throws AiException with INVALID_REQUEST and the pointer of what cannot be understood
     */
    ChatRequest readRequest(Call call, Json body);

    /** Whether providers of this dialect allow a tool of that name. */
    default boolean takesToolName(String name) {
        return CallIds.isPlain(name, 64);
    }

    /**
     * The member of a question that only the provider can follow which has kept what it points to; null where all that is
     * asked is in the question itself.
     */
    default @Nullable String keptElsewhere(ChatRequest request) {
        return null;
    }

    /** The question as a provider of this dialect takes it. */
    ChatCall writeRequest(ChatRequest request, Traits traits);

    /**
     * Reads a whole answer, as the events of which it is the fold. Takes any JSON. Where chunks of a stream look like whole
     * answers, it is a stream of one.
     */
    default void readAnswer(Json answer, Consumer<AnswerEvent> sink) {
        AnswerReader reader = answerReader(sink);
        reader.frame("", answer);
        reader.end();
    }

    /** Reads a streamed one. */
    AnswerReader answerReader(Consumer<AnswerEvent> sink);

    /** A whole answer as a client of this dialect takes it. */
    byte[] writeAnswer(Answer answer, Asked asked);

    /** Writes a streamed one. */
    AnswerWriter answerWriter(Asked asked);
}
