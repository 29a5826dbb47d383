package ai.gateway.app.console;

/** What some exchanges come to. Not safe for threads: whoever has it sees to that. */
final class Figures {

    private long requests;
    private long errors;
    private long gone;
    private long input;
    private long output;
    private long nanoUsd;
    private long savedNanoUsd;
    private long looked;
    private long hits;
    private long hitMicros;
    private long answers;
    private long answerMicros;
    private long streamedTokens;
    private long streamedMicros;
    private final Histogram latency = new Histogram();
    private final Histogram first = new Histogram();

    void add(Seen seen) {
        requests++;
        errors += seen.how().isError() ? 1 : 0;
        gone += seen.how().ending().equals("client_gone") ? 1 : 0;
        input += Math.max(0, seen.use().input()) + Math.max(0, seen.use().cached());
        output += Math.max(0, seen.use().output());
        nanoUsd += Math.max(0, seen.use().nanoUsd());
        savedNanoUsd += seen.use().savedNanoUsd();
        looked += seen.how().cache() == null ? 0 : 1;
        latency.add(seen.time().whole());
        if (seen.how().isRecalled()) {
            hits++;
            hitMicros += seen.time().whole();
        } else if (!seen.how().isError() && seen.time().first() >= 0) {
            answer(seen);
        }
    }

    /** Somebody was asked, and has answered. */
    private void answer(Seen seen) {
        answers++;
        answerMicros += seen.time().whole();
        first.add(seen.time().first());
        long streaming = seen.time().whole() - seen.time().first();
        if (seen.how().stream() && seen.use().output() > 1 && streaming > 0) {
            streamedTokens += seen.use().output() - 1;
            streamedMicros += streaming;
        }
    }

    void add(Figures other) {
        requests += other.requests;
        errors += other.errors;
        gone += other.gone;
        input += other.input;
        output += other.output;
        nanoUsd += other.nanoUsd;
        savedNanoUsd += other.savedNanoUsd;
        looked += other.looked;
        hits += other.hits;
        hitMicros += other.hitMicros;
        answers += other.answers;
        answerMicros += other.answerMicros;
        streamedTokens += other.streamedTokens;
        streamedMicros += other.streamedMicros;
        latency.add(other.latency);
        first.add(other.first);
    }

    long requests() {
        return requests;
    }

    long errors() {
        return errors;
    }

    long gone() {
        return gone;
    }

    long input() {
        return input;
    }

    long output() {
        return output;
    }

    long nanoUsd() {
        return nanoUsd;
    }

    long savedNanoUsd() {
        return savedNanoUsd;
    }

    /** Exchanges for which a cache was asked. */
    long looked() {
        return looked;
    }

    long hits() {
        return hits;
    }

    /** What the hits would have taken longer, had they been answered as the others were; 0 where there are no others. */
    long savedMicros() {
        return answers == 0 ? 0 : Math.max(0, hits * (answerMicros / answers) - hitMicros);
    }

    /** Of streams, from their first token on; -1 where there were none. */
    double tokensPerSecond() {
        return streamedMicros == 0 ? -1 : streamedTokens * 1e6 / streamedMicros;
    }

    Histogram latency() {
        return latency;
    }

    Histogram first() {
        return first;
    }
}
