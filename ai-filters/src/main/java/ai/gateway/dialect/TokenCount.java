package ai.gateway.dialect;

import ai.gateway.exchange.AiException;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;

import java.util.List;
import java.util.Set;

/** Counting the tokens of a chat: the question is the chat itself, less what makes an answer of it. */
public abstract class TokenCount implements OperationCodec<ChatRequest, Long> {

    private final ChatCodec chat;
    private final Set<String> counted;
    private final String answer;

    /**
     * @param counted the members of a chat's body that are read by the model, and that the API takes here
     * @param answer the member of the answer that has the count
     */
    protected TokenCount(ChatCodec chat, Set<String> counted, String answer) {
        this.chat = chat;
        this.counted = Set.copyOf(counted);
        this.answer = answer;
    }

    @Override
    public ChatRequest readRequest(Call call, Json body) {
        return chat.readRequest(call, body);
    }

    /**
     * Writes the members of the chat as it would be asked, as far as they are counted, into the object that is open.
     *
     * @return what of the chat cannot be said
     */
    protected final List<String> chat(JsonWriter json, ChatRequest request, String model, Traits traits) {
        ChatCall whole = chat.writeRequest(request.toModel(model), traits);
        Json.ours(whole.body()).members((name, value) -> {
            if (counted.contains(name)) {
                json.name(name).raw(value);
            }
        });
        return whole.dropped();
    }

    private static AiException noAnswer(String what) {
        return Failure.of(FailureCode.UPSTREAM_INVALID_RESPONSE, "provider: " + what)
                .asException();
    }

    @Override
    public Long readAnswer(Json given) {
        long count = given.get(answer).number(Usage.ABSENT);
        if (count < 0) {
            throw noAnswer(answer + ": absent, or no count");
        }
        return count;
    }

    @Override
    public byte[] writeAnswer(Long count, Question<ChatRequest> asked) {
        JsonWriter json = new JsonWriter().beginObject();
        frame(json);
        return json.field(answer, count).endObject().toBytes();
    }

    /** What stands before the count. */
    protected void frame(JsonWriter json) {}
}
