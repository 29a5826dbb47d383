package ai.gateway.dialect.anthropic;

import ai.gateway.dialect.AnswerReader;
import ai.gateway.dialect.AnswerWriter;
import ai.gateway.dialect.Asked;
import ai.gateway.dialect.CallIds;
import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.ChatCodec;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.wire.Json;

import java.util.function.Consumer;

/** Messages, both ways. */
final class AnthropicChat implements ChatCodec {

    static final String PATH = "/v1/messages";

    @Override
    public ChatRequest readRequest(Call call, Json body) {
        return MessageRequestReader.read(call, body);
    }

    @Override
    public boolean takesToolName(String name) {
        return CallIds.isPlain(name, 128);
    }

    @Override
    public ChatCall writeRequest(ChatRequest request, Traits traits) {
        return new MessageRequestWriter(request, traits).write();
    }

    @Override
    public void readAnswer(Json answer, Consumer<AnswerEvent> sink) {
        MessageAnswerReader reader = new MessageAnswerReader(sink);
        reader.whole(answer);
        reader.end();
    }

    @Override
    public AnswerReader answerReader(Consumer<AnswerEvent> sink) {
        return new MessageAnswerReader(sink);
    }

    @Override
    public byte[] writeAnswer(Answer answer, Asked asked) {
        return MessageAnswerWriter.whole(answer, asked);
    }

    @Override
    public AnswerWriter answerWriter(Asked asked) {
        return new MessageEventWriter(asked);
    }
}
