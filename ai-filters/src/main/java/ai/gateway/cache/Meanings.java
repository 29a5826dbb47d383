package ai.gateway.cache;

import ai.gateway.recall.AnswerStore;
import ai.gateway.recall.StoredAnswer;
import ai.gateway.semantic.Alikeness;
import ai.gateway.semantic.Encoder;
import ai.gateway.semantic.Near;
import ai.gateway.semantic.Question;
import ai.gateway.semantic.Questions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.List;

/**
 * Finds answers to questions that mean the same. What lies nearest is only a candidate: the rules have the last word.
 *
 * @param questions whose answers are kept, by where they may be looked up
 */
record Meanings(Encoder encoder, Questions questions, AnswerStore answers) {

    /** How many candidates are looked at. */
    private static final int MOST = 4;

    /** @param score how near it is */
    record Match(StoredAnswer answer, double score) {}

    /**
     * Who asks what.
     *
     * @param owner whose answers they are
     * @param partition where it is looked up
     * @param text that is asked
     */
    record Search(String owner, String partition, String text, Alikeness profile, double threshold) {}

    double threshold(double said, double wished) {
        double own = Double.isNaN(said) ? encoder.threshold() : said;
        return Double.isNaN(wished) ? own : Math.max(own, wished);
    }

    /** The vector of a text; nothing where the model does not know all of its words, or has no time. */
    Mono<float[]> vector(String text) {
        return encoder.encode(text).flatMap(encoded -> encoded.known() ? Mono.just(encoded.vector()) : Mono.empty());
    }

    Mono<Match> find(Search search, float[] vector) {
        return questions.near(search.partition(), vector, MOST).flatMap(nearest -> best(search, nearest));
    }

    private Mono<Match> best(Search search, List<Near> nearest) {
        List<Near> near = nearest.stream()
                .filter(each -> each.score() >= search.threshold())
                .toList();
        if (near.isEmpty()) {
            return Mono.empty();
        }
        Question asked = Question.of(search.text());
        return Flux.fromIterable(near)
                .concatMap(each -> candidate(search, each))
                .filter(match -> isAlike(search.profile(), asked, match.answer().question()))
                .next()
                .doOnNext(match ->
                        questions.touch(search.partition(), match.answer().key()));
    }

    private Mono<Match> candidate(Search search, Near near) {
        return answers.find(search.owner(), near.id())
                .map(answer -> new Match(answer, near.score()))
                .switchIfEmpty(Mono.fromRunnable(() -> questions.remove(search.partition(), near.id())));
    }

    private static boolean isAlike(Alikeness profile, Question asked, String other) {
        return !other.isEmpty() && profile.against(asked, Question.of(other)) == null;
    }

    void keep(String partition, StoredAnswer answer, float[] vector) {
        questions.keep(partition, answer.key(), vector, answer.until());
    }
}
