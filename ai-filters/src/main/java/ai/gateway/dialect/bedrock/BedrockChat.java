package ai.gateway.dialect.bedrock;

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

import java.util.function.Consumer;

/** Converse and ConverseStream, both ways. */
final class BedrockChat implements ChatCodec {

    private final BedrockDialect dialect;

    BedrockChat(BedrockDialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public ChatRequest readRequest(Call call, Json body) {
        return ConverseRequestReader.read(call, body);
    }

    @Override
    public ChatCall writeRequest(ChatRequest request, Traits traits) {
        return new ConverseRequestWriter(request, traits).write();
    }

    @Override
    public void readAnswer(Json answer, Consumer<AnswerEvent> sink) {
        ConverseAnswerReader.whole(answer, sink);
    }

    @Override
    public AnswerReader answerReader(Consumer<AnswerEvent> sink) {
        return new ConverseAnswerReader(sink);
    }

    @Override
    public byte[] writeAnswer(Answer answer, Asked asked) {
        return ConverseAnswerWriter.whole(answer, asked);
    }

    @Override
    public AnswerWriter answerWriter(Asked asked) {
        return new ConverseEventWriter(dialect, asked);
    }
}
