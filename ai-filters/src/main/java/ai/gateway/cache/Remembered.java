package ai.gateway.cache;

import ai.gateway.cache.Meanings.Match;
import ai.gateway.cache.Meanings.Search;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.ChatRequest;
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
final class Remembered implements Recollection {

    private final Remembering by;
    private final Cache cache;
    private final Question question;
    private final String partition;
    private final String print;
    private final @Nullable Search search;
    private volatile float @Nullable [] vector;

    /** What would have been given, had the route let it. */
    private volatile @Nullable Match shadow;

    Remembered(Remembering by, Question question, @Nullable ChatRequest chat, String partition, String print) {
        this.by = by;
        this.cache = by.cache();
        this.question = question;
        this.partition = partition;
        this.print = print;
        this.search = chat == null ? null : search(chat);
    }

    /** How it is looked up by what it means; null where it is not. */
    private @Nullable Search search(ChatRequest chat) {
        Semantic semantic = by.rules().semantic();
        Meanings meanings = cache.meanings();
        if (semantic.mode() == Semantic.Mode.OFF
                || meanings == null
                || !by.wishes().alike()) {
            return null;
        }
        Meaning meaning = Meaning.of(chat, semantic);
        if (meaning.text() == null) {
            question.exchange().notes().put("x-ai-cache-reason", "exact only: " + meaning.against());
            return null;
        }
        Print around = by.print(question, partition).put(meanings.encoder().model());
        double threshold = semantic.mode() == Semantic.Mode.SHADOW
                ? cache.shadow().tally().lowest()
                : meanings.threshold(semantic.threshold(), by.wishes().threshold());
        return new Search(partition, Meaning.partition(around, chat), meaning.text(), semantic.profile(), threshold);
    }

    @Override
    public String key() {
        String key = by.wishes().look() ? print : print + " anew";
        // With a credential of its own, one may be refused what another one gets.
        String whose = question.target() == null ? key + ' ' + by.caller() : key;
        return by.rules().shared() ? whose : whose + ' ' + question.exchange().id();
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
    public boolean zeroesUsage() {
        return by.rules().usage() == ToldUsage.ZERO;
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
        return Now.flatMap(cache.answers().find(partition, print), stored -> found(stored, "hit", Double.NaN));
    }

    @Override
    public Mono<Found> alike() {
        Search where = search;
        Meanings meanings = cache.meanings();
        if (where == null || meanings == null || !by.wishes().look()) {
            return missing();
        }
        Mono<Match> match = meanings.vector(where.text()).flatMap(made -> {
            vector = made;
            return meanings.find(where, made);
        });
        if (by.rules().semantic().mode() == Semantic.Mode.SHADOW) {
            match.subscribe(found -> shadow = found, failed -> {});
            return missing();
        }
        return match.onErrorResume(busy -> Mono.empty())
                .flatMap(found -> found(found.answer(), "semantic", found.score()))
                .switchIfEmpty(Mono.defer(this::missing));
    }

    private Mono<Found> missing() {
        cache.tally().missed();
        return Mono.empty();
    }

    private Mono<Found> found(@Nullable StoredAnswer stored, String how, double score) {
        if (stored == null) {
            return Mono.empty();
        }
        long age = Math.max(0, cache.millis() - stored.at());
        Duration oldest = by.wishes().maxAge();
        if (oldest != null && age > oldest.toMillis()) {
            return Mono.empty();
        }
        long fresh = by.rules().ttl().toMillis();
        if (age > fresh + by.rules().stale().toMillis()) {
            return Mono.empty();
        }
        cache.tally().hit(!Double.isNaN(score));
        boolean stale = age > fresh;
        return Mono.just(new Found(stored.answer(), by.rules().pace(), how, age / 1000, score, stale));
    }

    @Override
    public void keep(Kept answer, AnswerFacts facts) {
        long now = cache.millis();
        String model = question.target() == null
                ? String.valueOf(facts.model())
                : question.target().provider().name() + "/" + question.target().model();
        String asked = search == null ? "" : search.text();
        StoredAnswer stored = new StoredAnswer(
                print,
                partition,
                model,
                by.rules().tags(),
                now,
                now + ttl().plus(by.rules().stale()).toMillis(),
                asked,
                answer);
        cache.keep(stored);
        keepMeaning(stored);
        if (search != null && by.rules().semantic().mode() == Semantic.Mode.SHADOW) {
            cache.shadow().answered(shadow, answer);
        }
    }

    private void keepMeaning(StoredAnswer stored) {
        Search where = search;
        Meanings meanings = cache.meanings();
        if (where == null || meanings == null) {
            return;
        }
        float[] made = vector;
        Mono<float[]> known = made == null ? meanings.vector(where.text()) : Mono.just(made);
        known.subscribe(of -> meanings.keep(where.partition(), stored, of), busy -> {});
    }

    private Duration ttl() {
        Duration asked = by.wishes().ttl();
        Duration usual = by.rules().ttl();
        return asked == null || asked.compareTo(usual) > 0 ? usual : asked;
    }
}
