package ai.gateway.dialect.responses;

import ai.gateway.dialect.AnswerReader;
import ai.gateway.dialect.AnswerWriter;
import ai.gateway.dialect.Asked;
import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.ChatCodec;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/** Responses, both ways. */
final class ResponsesChat implements ChatCodec {

    static final String PATH = "/responses";

    @Override
    public ChatRequest readRequest(Call call, Json body) {
        return ChatRequestReader.read(call, body);
    }

    @Override
    public @Nullable String keptElsewhere(ChatRequest request) {
        return ChatRequestReader.ELSEWHERE.stream()
                .filter(name ->
                        !request.extras().fields().getOrDefault(name, "null").equals("null"))
                .findFirst()
                .orElse(null);
    }

    @Override
    public ChatCall writeRequest(ChatRequest request, Traits traits) {
        return new ChatRequestWriter(request, traits).write();
    }

    @Override
    public void readAnswer(Json answer, Consumer<AnswerEvent> sink) {
        new ChatAnswerReader(sink).whole(answer);
    }

    @Override
    public AnswerReader answerReader(Consumer<AnswerEvent> sink) {
        return new ChatAnswerReader(sink);
    }

    @Override
    public byte[] writeAnswer(Answer answer, Asked asked) {
        return ChatEventWriter.whole(answer, asked);
    }

    @Override
    public AnswerWriter answerWriter(Asked asked) {
        return new ChatEventWriter(asked);
    }
}
