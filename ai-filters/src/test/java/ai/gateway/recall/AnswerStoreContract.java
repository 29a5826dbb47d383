package ai.gateway.recall;

import ai.gateway.recall.AnswerStore.Purge;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What every store of answers does. */
public abstract class AnswerStoreContract {

    private static final Duration HOUR = Duration.ofHours(1);

    /** A partition that no other test has. */
    protected String mine = "";

    protected abstract AnswerStore store();

    /** The same answers as another gateway has them. */
    protected abstract AnswerStore elsewhere();

    /** In milliseconds since 1970. */
    protected abstract long now();

    /** Lets so much time go by. */
    protected abstract void pass(Duration time);

    @BeforeEach
    void name() {
        mine = "key:" + UUID.randomUUID();
    }

    @Test
    void find_whatWasKept_isTheSameInAllThatItHas() {
        Kept kept = new Kept(
                "anthropic",
                "claude-sonnet-5-20260101",
                "msg_01\u00e9\u4f60",
                Map.of("content-type", "text/event-stream; charset=utf-8", "x-empty", ""),
                "event: one\n\nevent: tw\u00f6\n\n".getBytes(UTF_8),
                new int[] {12, 12, 25},
                new int[] {0, 350, 340},
                42);
        StoredAnswer stored = new StoredAnswer(
                "print",
                mine,
                "anthropic/claude-sonnet-5",
                Set.of("faq", "long one"),
                now(),
                now() + 60_000,
                "what?",
                kept);

        keep(stored);

        same(find(mine, "print"), stored);
        same(elsewhere().find(mine, "print").block(), stored);
    }

    @Test
    void find_anAnswerOfWhichNobodySaidMuch_isTheSame() {
        Kept kept = new Kept("openai", "", "", Map.of(), new byte[0], new int[0], new int[0], -1);
        StoredAnswer stored = new StoredAnswer("", mine, "", Set.of(), now(), now() + 60_000, "", kept);

        keep(stored);

        same(find(mine, ""), stored);
    }

    @Test
    void find_whatNobodyKept_isNothing() {
        assertThat(find(mine, "unheard of")).isNull();
    }

    @Test
    void keep_aMegabyte_isFoundWhole() {
        byte[] body = new byte[1 << 20];
        new Random(7).nextBytes(body);
        int[] ends = new int[4096];
        int[] millis = new int[4096];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = (i + 1) * 256;
            millis[i] = i * 7;
        }
        Kept kept = new Kept("openai", "gpt-5", "chatcmpl-1", Map.of(), body, ends, millis, 100_000);
        StoredAnswer stored =
                new StoredAnswer("large", mine, "openai/gpt-5", Set.of(), now(), now() + 60_000, "", kept);

        keep(stored);

        same(find(mine, "large"), stored);
    }

    @Test
    void keep_again_theLatestIsFound() {
        keep(answer(mine, "a", "first"));
        keep(answer(mine, "a", "second"));

        assertThat(text(find(mine, "a"))).isEqualTo("second");
    }

    @Test
    void find_afterItsTime_isNothing() {
        keep(answer(mine, "short", "gone soon", Duration.ofMillis(300), "m", Set.of()));
        keep(answer(mine, "long", "stays"));

        pass(Duration.ofMillis(350));

        assertThat(find(mine, "short")).isNull();
        assertThat(text(find(mine, "long"))).isEqualTo("stays");
    }

    @Test
    void find_byAnotherPartition_isNothing_andEachHasItsOwn() {
        String other = mine + "2";
        keep(answer(mine, "a", "mine"));

        assertThat(find(other, "a")).isNull();
        keep(answer(other, "a", "of another"));

        assertThat(text(find(mine, "a"))).isEqualTo("mine");
        assertThat(text(find(other, "a"))).isEqualTo("of another");
    }

    /** Of: mine with x and m, mine with y and n, of another with x and n. */
    @ParameterizedTest
    @CsvSource({
        "true,  ,  , 3",
        "    , x,  , 2",
        "    ,  , m, 23",
        "    ,  , n, 1",
        "true, x,  , 23",
        "true, y, m, 123",
        "true, y, n, 13",
        "    , x, n, 12",
        "    , z,  , 123",
        "    ,  ,  , ''",
    })
    void purge_thoseThatAreMeant_areGoneEverywhere_andNoOthers(
            @Nullable Boolean partition, @Nullable String tag, @Nullable String model, String left) {
        String other = mine + "2";
        keep(answer(mine, "1", "1", HOUR, model("m"), Set.of(tag("x"), tag("w"))));
        keep(answer(mine, "2", "2", HOUR, model("n"), Set.of(tag("y"))));
        keep(answer(other, "3", "3", HOUR, model("n"), Set.of(tag("x"))));

        purge(new Purge(
                partition == null ? null : mine, tag == null ? null : tag(tag), model == null ? null : model(model)));

        for (AnswerStore each : List.of(store(), elsewhere())) {
            StringBuilder found = new StringBuilder();
            each.find(mine, "1").blockOptional().ifPresent(any -> found.append('1'));
            each.find(mine, "2").blockOptional().ifPresent(any -> found.append('2'));
            each.find(other, "3").blockOptional().ifPresent(any -> found.append('3'));
            assertThat(found.toString()).isEqualTo(left);
        }
    }

    @Test
    void purge_whatIsKeptAfterwards_isFound_untilThePurgeAfterThat() {
        keep(answer(mine, "a", "old"));
        purge(new Purge(mine, null, null));
        keep(answer(mine, "a", "new"));

        assertThat(text(find(mine, "a"))).isEqualTo("new");

        purge(new Purge(mine, null, null));
        assertThat(find(mine, "a")).isNull();
    }

    @Test
    void purge_elsewhere_isHeardOfByTheNextQuestion() {
        for (int i = 0; i < 50; i++) {
            keep(answer(mine, "a", "one"));
            elsewhere().purge(new Purge(mine, null, null)).block();

            assertThat(find(mine, "a")).isNull();
        }
    }

    @Test
    void concurrently_eachFindsWhatItHasKept() {
        List<Mono<String>> all = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            String key = Integer.toString(i);
            String partition = mine + i % 10;
            all.add(store().keep(answer(partition, key, key.repeat(100)))
                    .then(elsewhere().find(partition, key))
                    .map(AnswerStoreContract::text)
                    .subscribeOn(Schedulers.boundedElastic()));
        }

        List<String> found = Flux.mergeSequential(all, 64, 1).collectList().block();

        assertThat(found).hasSize(400);
        for (int i = 0; i < 400; i++) {
            assertThat(found.get(i)).isEqualTo(Integer.toString(i).repeat(100));
        }
    }

    protected final StoredAnswer answer(String partition, String key, String text) {
        return answer(partition, key, text, HOUR, "openai/gpt-5", Set.of());
    }

    private StoredAnswer answer(
            String partition, String key, String text, Duration ttl, String model, Set<String> tags) {
        byte[] body = text.getBytes(UTF_8);
        Kept kept = new Kept("openai", "gpt-5", "", Map.of(), body, new int[] {body.length}, new int[] {3}, 5);
        return new StoredAnswer(key, partition, model, tags, now(), now() + ttl.toMillis(), "", kept);
    }

    private String tag(String name) {
        return name + " of " + mine;
    }

    private String model(String name) {
        return name + "/" + mine;
    }

    private void keep(StoredAnswer answer) {
        store().keep(answer).block();
    }

    private void purge(Purge which) {
        store().purge(which).block();
    }

    private @Nullable StoredAnswer find(String partition, String key) {
        return store().find(partition, key).block();
    }

    private static String text(StoredAnswer answer) {
        return new String(answer.answer().body(), UTF_8);
    }

    private static void same(@Nullable StoredAnswer found, StoredAnswer kept) {
        assertThat(found)
                .usingRecursiveComparison()
                .ignoringFields("answer.body")
                .isEqualTo(kept);
        assertThat(found.answer().body()).isEqualTo(kept.answer().body());
    }
}
