package ai.gateway.cache;

import ai.gateway.dialect.ChatCodec;
import ai.gateway.dialect.Dialect;
import ai.gateway.exchange.AiException;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Operation;
import ai.gateway.pipeline.AiRequest;
import ai.gateway.pipeline.Question;
import org.jspecify.annotations.Nullable;

import java.util.Set;

/** What a question is, whoever asks it. */
final class QuestionPrint {

    /** By these the answer does not differ, or only in how it comes. */
    private static final Set<String> NOT_ASKED = Set.of("model", "stream", "stream_options", "user", "metadata");

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
        if (chat != null) {
            ChatPrint.put(print, chat);
        } else {
            raw(print, question);
        }
    }

    private static void raw(Print print, Question question) {
        AiRequest request = question.request();
        Dialect dialect = question.exchange().dialect();
        print.put(dialect.id()).put(request.call().apiPath()).put(request.isStream());
        JsonPrint.put(print, request.json(), NOT_ASKED);
    }

    /** Who is asked, and for what of it. */
    static void place(Print print, Question question) {
        if (question.target() == null) {
            print.put(question.place().getAuthority()).put(question.request().model());
        } else {
            String model = question.target().model();
            print.put(question.target().provider().name())
                    .put(model == null ? question.request().model() : model);
        }
    }
}
