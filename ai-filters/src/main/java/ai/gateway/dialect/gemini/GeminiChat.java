package ai.gateway.dialect.gemini;

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

/** generateContent and streamGenerateContent, both ways. */
final class GeminiChat implements ChatCodec {

    private final GeminiDialect dialect;

    GeminiChat(GeminiDialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public ChatRequest readRequest(Call call, Json body) {
        return RequestReader.read(call, body);
    }

    @Override
    public ChatCall writeRequest(ChatRequest request, Traits traits) {
        return new RequestWriter(request, traits).write();
    }

    @Override
    public AnswerReader answerReader(Consumer<AnswerEvent> sink) {
        return new ChunkReader(sink);
    }

    @Override
    public byte[] writeAnswer(Answer answer, Asked asked) {
        return WholeWriter.write(answer, asked);
    }

    @Override
    public AnswerWriter answerWriter(Asked asked) {
        return new ChunkWriter(asked, dialect);
    }
}
