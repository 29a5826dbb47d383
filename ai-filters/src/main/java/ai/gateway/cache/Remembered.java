package ai.gateway.cache;

import ai.gateway.exchange.AnswerFacts;
import ai.gateway.pipeline.Found;
import ai.gateway.pipeline.Now;
import ai.gateway.pipeline.Question;
import ai.gateway.pipeline.Recollection;
import ai.gateway.recall.Kept;
import ai.gateway.recall.StoredAnswer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import java.time.Duration;

/** What is known of one question. */
record Remembered(Remembering by, Question question, String partition, String print) implements Recollection {

    @Override
    public String key() {
        return by.rules().shared() ? print : print + ' ' + question.exchange().id();
    }

    @Override
    public long most() {
        return by.rules().most();
    }

    @Override
    public boolean isCharged() {
        return by.rules().charged();
    }

    @Override
    public String missed() {
        return by.wishes().look() ? "miss" : "refresh";
    }

    @Override
    public Mono<Found> find() {
        if (!by.wishes().look()) {
            return Mono.empty();
        }
        return Now.flatMap(by.cache().answers().find(partition, print), this::found);
    }

    private Mono<Found> found(@Nullable StoredAnswer stored) {
        if (stored == null) {
            by.cache().tally().missed();
            return Mono.empty();
        }
        long age = Math.max(0, by.cache().millis() - stored.at());
        Duration oldest = by.wishes().maxAge();
        if (oldest != null && age > oldest.toMillis()) {
            by.cache().tally().missed();
            return Mono.empty();
        }
        by.cache().tally().hit();
        return Mono.just(new Found(stored.answer(), by.rules().pace(), "hit", age / 1000, Double.NaN));
    }

    @Override
    public void keep(Kept answer, AnswerFacts facts) {
        long now = by.cache().millis();
        long until = now + ttl().toMillis();
        String model = question.target() == null
                ? String.valueOf(facts.model())
                : question.target().provider().name() + "/" + question.target().model();
        StoredAnswer stored =
                new StoredAnswer(print, partition, model, by.rules().tags(), now, until, answer);
        by.cache().keep(stored);
    }

    private Duration ttl() {
        Duration asked = by.wishes().ttl();
        Duration usual = by.rules().ttl();
        return asked == null || asked.compareTo(usual) > 0 ? usual : asked;
    }
}
