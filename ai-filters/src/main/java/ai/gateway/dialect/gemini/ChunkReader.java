package ai.gateway.dialect.gemini;

import ai.gateway.dialect.AnswerReader;
import ai.gateway.dialect.Errors;
import ai.gateway.dialect.Fields;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Reads answers: the chunks of a stream, and whole ones, which are one chunk. */
final class ChunkReader implements AnswerReader {

    private static final Set<String> KNOWN = Set.of("candidates", "usageMetadata", "modelVersion", "responseId");

    private final Consumer<AnswerEvent> sink;
    private final TreeMap<Integer, CandidateReader> candidates = new TreeMap<>();
    private final Map<String, String> account = new LinkedHashMap<>();
    private String id = "";
    private boolean begun;
    private boolean blocked;
    private boolean over;

    ChunkReader(Consumer<AnswerEvent> sink) {
        this.sink = sink;
    }

    @Override
    public void frame(String name, Json frame) {
        frame.items().forEach(item -> frame(name, item)); // a stream without SSE is an array
        if (over || !frame.isObject()) {
            return;
        }
        String failure = Errors.in(frame);
        if (failure != null) {
            over = true;
            sink.accept(new AnswerEvent.Failed(Failure.told(failure, origin(frame))));
            return;
        }
        begin(frame);
        blocked |= frame.get("promptFeedback").get("blockReason").exists();
        int position = 0;
        for (Json candidate : frame.get("candidates").items()) {
            int index = (int) Math.max(0, Math.min(candidate.get("index").number(position), Short.MAX_VALUE));
            candidates
                    .computeIfAbsent(index, key -> new CandidateReader(key, id, sink))
                    .read(candidate);
            position++;
        }
        usage(frame.get("usageMetadata"));
        Usage searches = GeminiUsage.searches(frame);
        if (!searches.equals(Usage.NONE)) {
            sink.accept(new AnswerEvent.Used(searches, Extras.NONE));
        }
    }

    @Override
    public void end() {
        if (over) {
            return;
        }
        over = true;
        candidates.values().forEach(CandidateReader::end);
        if (blocked && candidates.isEmpty()) {
            sink.accept(new AnswerEvent.Finished(0, FinishReason.CONTENT_FILTER, null, Extras.NONE));
        }
        sink.accept(new AnswerEvent.Ended());
    }

    private static Failure.Origin origin(Json frame) {
        long code = frame.get("error").get("code").number(0);
        return new Failure.Origin(code >= 400 && code <= 599 ? (int) code : 0, Errors.type(frame), Errors.code(frame));
    }

    private void begin(Json frame) {
        if (begun) {
            return;
        }
        begun = true;
        id = frame.get("responseId").text();
        String model = frame.get("modelVersion").text();
        long created = seconds(frame.get("createTime").text());
        sink.accept(new AnswerEvent.Began(id, model, created, Fields.rest(frame, KNOWN)));
    }

    private static long seconds(String time) {
        try {
            return time.isEmpty() ? Usage.ABSENT : Math.max(Instant.parse(time).getEpochSecond(), Usage.ABSENT);
        } catch (DateTimeParseException notATime) {
            return Usage.ABSENT;
        }
    }

    /** Early chunks of Vertex say little more than how the traffic is booked. */
    private void usage(Json usage) {
        if (usage.isObject()) {
            usage.members((name, value) -> account.put(name, value.toString()));
            sink.accept(new AnswerEvent.Used(GeminiUsage.of(usage), new Extras(account)));
        }
    }
}
