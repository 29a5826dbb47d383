package ai.gateway.dialect.gemini;

import ai.gateway.dialect.Asked;
import ai.gateway.dialect.StreamWriter;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.JsonWriter;

import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Writes an answer as chunks. What is said and thought goes out as it comes, a call when its arguments are whole, and
 * everything that ends the answer in the last chunk, which waits for the usage.
 */
final class ChunkWriter extends StreamWriter implements AnswerEvent.BlocksAlike {

    private final ChunkFrames frames;
    private final TreeMap<Integer, CandidateWriter> candidates = new TreeMap<>();
    private AnswerEvent.Began began = new AnswerEvent.Began("", "", Usage.ABSENT, Extras.NONE);
    private boolean headed;

    ChunkWriter(Asked asked, GeminiDialect dialect) {
        super(asked, asked.sse() ? "text/event-stream" : "application/json");
        this.frames = new ChunkFrames(out, asked.sse(), failure -> dialect.failureBody(failure, asked.id()));
    }

    @Override
    public void began(AnswerEvent.Began event) {
        began = event;
    }

    @Override
    public void block(AnswerEvent.OfBlock event) {
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
    protected void fail(Failure failure) {
        frames.fail(failure);
    }

    @Override
    protected void end() {
        JsonWriter json = new JsonWriter(512).beginObject();
        List<CandidateWriter> last = candidates.values().stream()
                .filter(candidate -> !candidate.isBlocked(began.extras()))
                .toList();
        if (!last.isEmpty()) {
            json.name("candidates").beginArray();
            last.forEach(candidate -> candidate.end(json));
            json.endArray();
        }
        WholeWriter.usage(json, usage(), account(), asked);
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
