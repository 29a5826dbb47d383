package ai.gateway.pipeline;

import ai.gateway.dialect.Dialect;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.FinishReason;
import ai.gateway.recall.AnswerHead;
import ai.gateway.recall.Kept;
import ai.gateway.recall.Recording;
import ai.gateway.recall.Seat;
import ai.gateway.wire.Json;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Where the answer of an attempt comes from, and so whether it costs anything: from a provider that was asked for it, unless
 * it was kept, or somebody else has asked the same.
 */
final class Provenance {

    /** By these an answer is read; all others speak of the call by which it came. */
    private static final String[] OF_BODY = {
        "content-type", "content-encoding", "content-length", "retry-after", Framing.HEADER
    };

    private @Nullable Recollection question;
    private @Nullable Seat seat;
    private @Nullable Found found;
    private @Nullable Passage passage;
    private boolean hidden;
    private boolean looking;

    /** Its client has not asked to be told of the usage, which is recorded nevertheless. */
    void hideUsage() {
        hidden = true;
    }

    boolean hidesUsage() {
        return hidden;
    }

    /** It was kept, and its client is told that nothing was used. */
    boolean zeroesUsage() {
        return found != null && question != null && question.zeroesUsage();
    }

    /** It is looked for, and nobody is asked yet. */
    void looks() {
        looking = true;
    }

    boolean isLooking() {
        return looking;
    }

    /** It is found. */
    void found(Recollection by, Found answer) {
        looking = false;
        question = by;
        found = answer;
    }

    /** It is asked for together with others. */
    void shares(Recollection by, Seat taken) {
        looking = false;
        found = null;
        question = by;
        seat = taken;
    }

    /** Whether somebody is asked for it on its own account. */
    boolean isAsked() {
        return found == null && (seat == null || seat.isFirst());
    }

    /** Whether nobody was asked for it, but it counts as if somebody had been. */
    boolean isCharged() {
        return question != null && question.isCharged();
    }

    /**
     * It is over.
     *
     * @return what has to be paid for; null where nothing is
     */
    @Nullable
    AnswerFacts due(boolean answered, AnswerFacts facts) {
        if (found != null || looking) {
            return null;
        }
        return seat == null ? facts : seat.close(answered, facts);
    }

    /** It is on its way to the client. */
    void given(Passage how) {
        passage = how;
    }

    /** All of it has come. It is kept where it has come to a good end. */
    void keep(AnswerFacts facts) {
        Recollection by = question;
        Passage of = passage;
        if (seat != null && by != null && of != null && of.status() == 200 && endedWell(of, facts)) {
            seat.keep(recording -> by.keep(kept(of, recording, facts), facts));
        }
    }

    private static boolean endedWell(Passage passage, AnswerFacts facts) {
        FinishReason finish = facts.finish();
        if (facts.failure() != null) {
            return false;
        }
        return switch (passage.attempt().request().call().operation()) {
            case CHAT, COMPLETION -> finish == FinishReason.STOP || finish == FinishReason.TOOL_CALLS;
            default -> true;
        };
    }

    /** A head without what speaks of somebody else's call. */
    static AnswerHead ofBody(AnswerHead head) {
        HttpHeaders headers = new DefaultHttpHeaders();
        for (String name : OF_BODY) {
            String value = head.headers().get(name);
            if (value != null) {
                headers.set(name, value);
            }
        }
        return new AnswerHead(head.status(), headers);
    }

    private static Kept kept(Passage passage, Recording recording, AnswerFacts facts) {
        Map<String, String> headers = new LinkedHashMap<>();
        ofBody(passage.head()).headers().forEach(header -> headers.put(header.getKey(), header.getValue()));
        String model = facts.model() == null ? "" : facts.model();
        String dialect = passage.destination().dialect();
        Kept kept = recording.kept(dialect, model, headers, facts.usage().output());
        Translation translation = passage.destination().translation();
        return kept.named(id(translation == null ? passage.ai().dialect() : translation.spoken(), kept.body()));
    }

    /** The first that is said in JSON tells. */
    private static String id(Dialect spoken, byte[] body) {
        int from = 0;
        while (from < body.length && body[from] != '{') {
            from++;
        }
        int to = from < body.length ? Framing.endOfObject(body, from, body.length) : -1;
        Json first = to < 0 ? null : LenientJson.parse(body, from, to);
        return first == null ? "" : spoken.answerId(first);
    }

    void tell(Notes notes) {
        if (found != null) {
            notes.put("x-ai-cache", found.how());
            notes.put("age", Long.toString(found.ageSeconds()));
            if (!Double.isNaN(found.score())) {
                notes.put("x-ai-cache-score", String.format(Locale.ROOT, "%.3f", found.score()));
            }
        } else if (question != null && seat != null) {
            notes.put("x-ai-cache", seat.isFirst() ? question.missed() : "hit");
        }
    }
}
