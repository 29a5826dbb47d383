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
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.exchange.Operation;
import ai.gateway.wire.Json;

import java.util.Objects;
import java.util.function.Consumer;

/** One chat between two dialects: the question as it goes out, and the way back for its answer. */
final class ChatTranslation implements Translation {

    private final ChatCodec client;
    private final ChatCodec provider;
    private final Dialect spoken;
    private final Asked asked;
    private final ToolTerms terms;
    private final ChatCall call;

    /**
     * Writes what the client asks in another dialect.
     *
     * @param client the codec of its own dialect
     * @param spoken the provider's, which has one too
     * @param model as the provider calls it
     * @param asked what the client asks, and of whom
     */
    ChatTranslation(ChatCodec client, Dialect spoken, String model, Traits traits, Asked asked) {
        this.client = client;
        this.provider = Objects.requireNonNull(spoken.chat());
        this.spoken = spoken;
        this.asked = asked;
        boolean own = asked.call().dialect().equals(spoken.id());
        if (!own) {
            requireWhole(client, asked.request());
        }
        this.terms = ToolTerms.of(asked.request(), name -> own || provider.takesToolName(name));
        this.call = provider.writeRequest(terms.request().toModel(model), traits);
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
    public TranslatedAnswer whole(Passage passage, TextFlows flows, Json answer) {
        return TranslatedAnswer.of(passage, this, flows, answer);
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
