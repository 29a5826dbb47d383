package ai.gateway.pipeline;

import ai.gateway.dialect.AnswerReader;
import ai.gateway.dialect.AnswerWriter;
import ai.gateway.dialect.Asked;
import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.ChatCodec;
import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.ToolTerms;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.exchange.Operation;
import ai.gateway.wire.Json;

import java.util.List;
import java.util.function.Consumer;

/** One chat between two dialects: the question as it goes out, and the way back for its answer. */
final class ChatTranslation implements Translation {

    private final ChatCodec client;
    private final ChatCodec provider;
    private final Dialect spoken;
    private final Asked asked;
    private final ToolTerms terms;
    private final ChatCall call;

    private ChatTranslation(ChatCodec client, Dialect spoken, Asked asked, ToolTerms terms, ChatCall call) {
        this.client = client;
        this.provider = codec(spoken);
        this.spoken = spoken;
        this.asked = asked;
        this.terms = terms;
        this.call = call;
    }

    /**
     * Writes what the client asks in another dialect.
     *
     * @param model as the provider calls it
     * @param asked what the client asks, and of whom
     */
    static ChatTranslation of(Dialect from, Dialect to, String model, Traits traits, Asked asked) {
        ChatCodec client = codec(from);
        ChatCodec provider = codec(to);
        boolean own = from.id().equals(to.id());
        if (!own) {
            requireWhole(client, asked.request());
        }
        ToolTerms terms = ToolTerms.of(asked.request(), name -> own || provider.takesToolName(name));
        ChatCall call = provider.writeRequest(terms.request().toModel(model), traits);
        return new ChatTranslation(client, to, asked, terms, call);
    }

    private static void requireWhole(ChatCodec client, ChatRequest request) {
        String elsewhere = client.keptElsewhere(request);
        if (elsewhere != null) {
            throw new Failure(
                            FailureCode.UNSUPPORTED_TRANSLATION,
                            elsewhere + ": kept by the provider that gave it, and this route asks another one"
                                    + " (expected: the whole conversation in the request)",
                            "/" + elsewhere)
                    .asException();
        }
    }

    /** What a client asks, read by its own dialect. */
    static ChatRequest read(Dialect dialect, Call call, Json body) {
        return codec(dialect).readRequest(call, body);
    }

    private static ChatCodec codec(Dialect dialect) {
        ChatCodec codec = dialect.chat();
        if (codec == null) {
            throw Failure.of(
                            FailureCode.UNSUPPORTED_TRANSLATION,
                            "route: " + dialect.id() + " cannot be translated (expected: both ends speak it)")
                    .asException();
        }
        return codec;
    }

    @Override
    public Dialect spoken() {
        return spoken;
    }

    @Override
    public ChatCall call() {
        return call;
    }

    @Override
    public Operation operation() {
        return Operation.CHAT;
    }

    @Override
    public boolean clientStreams() {
        return asked.request().stream().isStream();
    }

    @Override
    public TranslatedAnswer whole(Passage passage, List<Stage> stages, Json answer) {
        return TranslatedAnswer.of(passage, this, stages, answer);
    }

    void readAnswer(Json answer, Consumer<AnswerEvent> sink) {
        provider.readAnswer(answer, terms.restoring(sink));
    }

    AnswerReader reader(Consumer<AnswerEvent> sink) {
        return provider.answerReader(terms.restoring(sink));
    }

    byte[] write(Answer answer) {
        return client.writeAnswer(answer, asked);
    }

    AnswerWriter writer() {
        return client.answerWriter(asked);
    }
}
