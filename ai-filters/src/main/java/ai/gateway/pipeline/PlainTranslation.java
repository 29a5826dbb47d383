package ai.gateway.pipeline;

import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.OperationCodec;
import ai.gateway.dialect.OperationCodec.Question;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.Operation;
import ai.gateway.wire.Json;

/** One question that is no chat, and its one whole answer, between two dialects. */
final class PlainTranslation<Q, A> implements Translation {

    private final OperationCodec<Q, A> client;
    private final OperationCodec<Q, A> provider;
    private final Dialect spoken;
    private final Question<Q> asked;
    private final ChatCall call;

    PlainTranslation(
            OperationCodec<Q, A> client,
            OperationCodec<Q, A> provider,
            Dialect spoken,
            Question<Q> asked,
            ChatCall call) {
        this.client = client;
        this.provider = provider;
        this.spoken = spoken;
        this.asked = asked;
        this.call = call;
    }

    @Override
    public Dialect spoken() {
        return spoken;
    }

    @Override
    public Operation operation() {
        return asked.call().operation();
    }

    @Override
    public ChatCall call() {
        return call;
    }

    @Override
    public boolean clientStreams() {
        return false;
    }

    @Override
    public TranslatedAnswer whole(Passage passage, TextFlows flows, Json answer) {
        AnswerFacts facts = passage.facts();
        if (passage.status() >= 400) {
            throw TranslatedAnswer.told(passage, spoken, answer).asException();
        }
        spoken.answerFacts(answer, facts);
        spoken.headFacts(passage.head().headers()::get, facts);
        String failure = facts.failure();
        if (failure != null) {
            throw Failure.told(failure, new Failure.Origin(passage.status(), "", ""))
                    .asException();
        }
        byte[] written = client.writeAnswer(provider.readAnswer(answer), asked);
        String type = client.answerType(asked);
        boolean texts = type.equals("application/json") && !flows.isEmpty();
        return new TranslatedAnswer(type, texts ? patched(passage, flows, written) : written);
    }

    /** An answer may repeat texts of the question, such as its documents. */
    private static byte[] patched(Passage passage, TextFlows flows, byte[] answer) {
        return new TextPatch(passage.ai().dialect(), flows).whole(Json.ours(answer));
    }
}
