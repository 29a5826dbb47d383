package ai.gateway.cache;

import ai.gateway.recall.AnswerStore;
import ai.gateway.recall.StoredAnswer;
import ai.gateway.recall.Tally;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.function.LongSupplier;

/**
 * The answers of this gateway.
 *
 * @param meanings null where nothing makes vectors of texts
 * @param epoch part of every key: with another one, nothing is known
 * @param clock in milliseconds since 1970
 */
public record Cache(
        AnswerStore answers,
        @Nullable Meanings meanings,
        Shadow shadow,
        String epoch,
        Tally tally,
        LongSupplier clock) {

    private static final Logger log = LoggerFactory.getLogger(Cache.class);

    long millis() {
        return clock.getAsLong();
    }

    void keep(StoredAnswer answer) {
        tally.kept();
        answers.keep(answer)
                .subscribe(nothing -> {}, error -> log.warn("an answer was not kept: {}", error.toString()));
    }
}
