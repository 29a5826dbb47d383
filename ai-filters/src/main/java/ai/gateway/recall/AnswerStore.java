package ai.gateway.recall;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Where answers are kept. What cannot be reached knows nothing, and keeps nothing; it never fails a call. */
public interface AnswerStore {

    /**
     * The answer of that key, if it may still be given; nothing if not.
     *
     * @param partition whose it is; the key says so too
     */
    Mono<StoredAnswer> find(String partition, String key);

    Mono<Void> keep(StoredAnswer answer);

    /**
     * Lets all go that are meant, at all gateways that share the store, before it is done. Fails where that is not certain.
     *
     * @return how many there were; -1 where nobody has counted them
     */
    Mono<Long> purge(Purge which);

    Mono<Stock> stock();

    /**
     * Which answers are meant: those to which all applies that is said.
     *
     * @param partition whose they are
     * @param tag with which they were kept
     * @param model that gave them
     */
    record Purge(
            @Nullable String partition,
            @Nullable String tag,
            @Nullable String model) {

        public static final Purge ALL = new Purge(null, null, null);

        public boolean means(StoredAnswer answer) {
            return (partition == null || partition.equals(answer.partition()))
                    && (tag == null || answer.tags().contains(tag))
                    && (model == null || model.equals(answer.model()));
        }
    }

    /** How much is kept; -1 where nobody has counted it. */
    record Stock(long answers, long bytes) {}
}
