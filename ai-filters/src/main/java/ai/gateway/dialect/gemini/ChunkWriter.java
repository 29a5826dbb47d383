package ai.gateway.dialect.gemini;

import ai.gateway.dialect.AnswerWriter;
import ai.gateway.dialect.Asked;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.JsonWriter;

import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Writes an answer as chunks. What is said and thought goes out as it comes, a call when its arguments are whole, and
 * everything that ends the answer in the last chunk, which waits for the usage.
 */
final class ChunkWriter implements AnswerWriter, AnswerEvent.Visitor {

    private final Asked asked;
    private final ChunkFrames frames;
    private final TreeMap<Integer, CandidateWriter> candidates = new TreeMap<>();
    private AnswerEvent.Began began = new AnswerEvent.Began("", "", Usage.ABSENT, Extras.NONE);
    private Usage usage = Usage.NONE;
    private Extras account = Extras.NONE;
    private boolean headed;
    private boolean over;

    ChunkWriter(Asked asked, GeminiDialect dialect) {
        this.asked = asked;
        this.frames = new ChunkFrames(asked.sse(), failure -> dialect.failureBody(failure, asked.id()));
    }

    @Override
    public String contentType() {
        return frames.contentType();
    }

    @Override
    public byte[] take() {
        return frames.take();
    }

    @Override
    public void accept(AnswerEvent event) {
        if (!over) {
            event.show(this);
        }
    }

    @Override
    public void began(AnswerEvent.Began event) {
        began = event;
    }

    @Override
    public void blockBegan(AnswerEvent.BlockBegan event) {
        candidate(event.choice()).accept(event);
    }

    @Override
    public void piece(AnswerEvent.Piece event) {
        candidate(event.choice()).accept(event);
    }

    @Override
    public void sealed(AnswerEvent.Sealed event) {
        candidate(event.choice()).accept(event);
    }

    @Override
    public void cited(AnswerEvent.Cited event) {
        candidate(event.choice()).accept(event);
    }

    @Override
    public void blockEnded(AnswerEvent.BlockEnded event) {
        candidate(event.choice()).accept(event);
    }

    @Override
    public void likelihoods(AnswerEvent.Likelihoods event) {
        chunk(json -> {
            json.beginObject();
            WholeWriter.nothing(json);
            json.field("index", event.choice());
            WholeWriter.likelihoods(json, event.json());
            json.endObject();
        });
    }

    @Override
    public void finished(AnswerEvent.Finished event) {
        candidate(event.choice()).finished(event);
    }

    @Override
    public void used(AnswerEvent.Used event) {
        usage = usage.updatedBy(event.usage());
        account = event.extras().isEmpty() ? account : event.extras();
    }

    @Override
    public void failed(AnswerEvent.Failed event) {
        over = true;
        frames.fail(event.failure());
    }

    @Override
    public void ended(AnswerEvent.Ended event) {
        over = true;
        JsonWriter json = new JsonWriter(512).beginObject();
        List<CandidateWriter> last = candidates.values().stream()
                .filter(candidate -> !candidate.isBlocked(began.extras()))
                .toList();
        if (!last.isEmpty()) {
            json.name("candidates").beginArray();
            last.forEach(candidate -> candidate.end(json));
            json.endArray();
        }
        WholeWriter.usage(json, usage, account, asked);
        head(json);
        frames.add(json.endObject().toBytes());
        frames.end();
    }

    private CandidateWriter candidate(int index) {
        return candidates.computeIfAbsent(index, key -> new CandidateWriter(key, asked, parts -> part(key, parts)));
    }

    private void part(int index, List<String> parts) {
        chunk(json -> {
            json.beginObject();
            WholeWriter.content(json, parts);
            json.field("index", index).endObject();
        });
    }

    private void chunk(Consumer<JsonWriter> candidate) {
        JsonWriter json = new JsonWriter(256).beginObject().name("candidates").beginArray();
        candidate.accept(json);
        json.endArray();
        head(json);
        frames.add(json.endObject().toBytes());
    }

    /** What only Google says of an answer, such as of its prompt, it says once. */
    private void head(JsonWriter json) {
        WholeWriter.head(json, began, asked);
        if (!headed) {
            headed = true;
            WholeWriter.extras(json, began.extras(), asked);
        }
    }
}
