package ai.gateway.cache;

import ai.gateway.dialect.ChatCodec;
import ai.gateway.exchange.AiException;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Operation;
import ai.gateway.pipeline.AiRequest;
import ai.gateway.pipeline.Question;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Set;

/** What a question is, whoever asks it. */
final class QuestionPrint {

    /** By these the answer does not differ, or only in how it comes. */
    private static final Set<String> NOT_ASKED =
            Set.of("model", "stream", "stream_options", "user", "safety_identifier", "metadata");

    private static final Set<String> WHO_ASKS = Set.of("model", "user", "safety_identifier", "metadata");

    private QuestionPrint() {}

    /** The chat, if it is one that can be understood. */
    static @Nullable ChatRequest chat(Question question) {
        AiRequest request = question.request();
        ChatCodec codec = question.exchange().dialect().chat();
        if (request.call().operation() != Operation.CHAT || codec == null) {
            return null;
        }
        try {
            return codec.readRequest(request.call(), request.json());
        } catch (AiException notUnderstood) {
            return null; // the provider may understand it
        }
    }

    static void put(Print print, Question question, @Nullable ChatRequest chat) {
        print.put(question.request().call().operation());
        AiRequest request = question.request();
        if (chat != null) {
            put(print, chat, request.json());
        } else {
            print.put(question.exchange().dialect().id());
            print.put(request.call().apiPath()).put(request.isStream());
            JsonPrint.put(print, request.json(), WHO_ASKS);
        }
    }

    /** A plain one is the same in all dialects; of any other, each word of its own dialect counts. */
    static void put(Print print, ChatRequest chat, Json body) {
        if (PlainChat.is(chat)) {
            ChatPrint.put(print, chat);
        } else {
            print.put(chat.dialect());
            JsonPrint.put(print, body, NOT_ASKED);
        }
    }

    /** Who is asked, and for what of it. */
    static void place(Print print, Question question) {
        if (question.target() == null) {
            URI place = question.place();
            print.put(place.getScheme()).put(place.getAuthority()).put(place.getRawPath());
            print.put(place.getRawQuery()).put(question.request().model());
        } else {
            String model = question.target().model();
            print.put(question.target().provider().name())
                    .put(model == null ? question.request().model() : model);
        }
    }
}
