package ai.gateway.pools;

import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.Dialects;
import ai.gateway.dialect.openai.OpenAiDialect;
import ai.gateway.pipeline.Trace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is left out, and with which words. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FitTest {

    private static final String TOOLS =
            "'tools':[{'type':'function','function':{'name':'f','parameters':{'type':'object'}}}],";

    private Asked asked;

    @BeforeAll
    void start() {
        asked = new Asked();
    }

    @AfterAll
    void stop() {
        asked.close();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            weight: 0                    | weight 0              | 'messages':[]
            when: "tokens > 8k"          | not when tokens > 8k  | 'messages':[]
            facts.cannot: tools          | no tools              | 'tools':[{'type':'function','function':{'name':'f'}}],'messages':[]
            facts.cannot: vision         | no vision             | 'messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'https://x/y'}}]}]
            facts.cannot: audio-input    | no audio              | 'messages':[{'role':'user','content':[{'type':'input_audio','input_audio':{'data':'AA==','format':'wav'}}]}]
            facts.cannot: pdf            | no files              | 'messages':[{'role':'user','content':[{'type':'file','file':{'file_id':'f'}}]}]
            facts.cannot: schema         | no JSON schema        | 'response_format':{'type':'json_schema','json_schema':{'name':'n','schema':{}}},'messages':[]
            facts.max-input: 3           | context of 3 tokens   | 'messages':[{'role':'user','content':'one two three four five six'}]
            """)
    void obstacle_targetThatCannot_isToldInAFewWords(String written, String words, String body) {
        Ask ask = asked.post(Asked.CHAT, "{'model':'m'," + body + "}").ask();
        Pool pool = Pooled.pool("{ targets: [ { model: a/m, " + written + " } ] }");

        assertThat(obstacle(ask, pool)).isEqualTo(words);
        assertThat(obstacle(ask, Pooled.pool("{ targets: a/m }"))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tools", "vision", "audio-input", "pdf", "schema"})
    void obstacle_abilityThatIsNotAskedFor_isNone(String ability) {
        assertThat(obstacle(
                        asked.chat("hi").ask(),
                        Pooled.pool("{ targets: [ { model: a/m, facts.cannot: " + ability + " } ] }")))
                .isNull();
    }

    /** All at once, and nothing known of the model: neither limits nor abilities nor prices. */
    @Test
    void obstacle_nothingKnown_isNone() {
        Ask ask = asked.post(
                        Asked.CHAT,
                        "{'model':'m'," + TOOLS + "'response_format':{'type':'json_schema','json_schema':{}},"
                                + "'messages':[{'role':'user','content':[{'type':'text','text':'" + "word ".repeat(5000)
                                + "'},{'type':'image_url','image_url':{'url':'https://x/y'}}]}]}")
                .ask();

        assertThat(obstacle(ask, Pooled.pool("{ targets: a/never-heard-of, max-price: 0.000001 }")))
                .isNull();
    }

    @Test
    void obstacle_rules_nameTheTagThatIsMissing() {
        Pool pool = Pooled.pool("""
                { targets: [ { model: a/m, tags: [ eu ] } ],
                  rules: [ { when: "header.x-region == eu", require: [ eu, no-retention ] } ] }
                """);
        Asked.One one = asked.chat("hi");

        assertThat(obstacle(one.with("x-region", "eu"), pool)).isEqualTo("not tagged no-retention");
        assertThat(obstacle(one.with("x-region", "us"), pool)).isNull();
        assertThat(obstacle(one.ask(), Pooled.pool("{ targets: a/m, rules: [ { require: x } ] }")))
                .isEqualTo("not tagged x");
    }

    @Test
    void obstacle_provider_isUsableAndDoesIt() {
        Pool groq = Pooled.pool("{ targets: groq/m }");
        assertThat(obstacle(asked.chat("hi").ask(), groq))
                .startsWith("not usable: set ai.gateway.providers.groq.api-key");

        Pool chats = Pooled.read("""
                providers.a.operations: { openai: [ chat ] }
                pools: { p: { targets: a/m } }
                """).byName().get("p");
        assertThat(obstacle(asked.chat("hi").ask(), chats)).isNull();
        assertThat(obstacle(
                        asked.post("/v1/embeddings", "{'model':'m','input':'x'}")
                                .ask(),
                        chats))
                .isEqualTo("no embeddings");
    }

    /** Where nobody counts them, they are estimated, in a pool as elsewhere. */
    @Test
    void obstacle_countOfTokens_isNone() {
        Pool chats = Pooled.read("""
                providers.a.operations: { openai: [ chat ] }
                pools: { p: { targets: a/m } }
                """).byName().get("p");
        assertThat(obstacle(
                        asked.post(
                                        "/v1/messages/count_tokens",
                                        "{'model':'m','messages':[{'role':'user','content':'hi'}]}")
                                .ask(),
                        chats))
                .isNull();
    }

    @ParameterizedTest(name = "{0}, max_tokens {1}")
    @CsvSource(textBlock = """
            0.0011, 1000,
            0.0009, 1000, price over max-price
            0.0003,     , price over max-price
            0.0004,     ,
            """)
    void obstacle_maxPrice_isOfThePromptAndTheLongestAnswer(String most, Integer tokens, String words) {
        Pool pool = Pooled.pool("{ max-price: " + most
                + ", targets: [ { model: a/m, facts: { input-price: 100, output-price: 1 } } ] }");
        String cap = tokens == null ? "" : "'max_tokens':" + tokens + ",";
        Ask ask = asked.post(Asked.CHAT, "{'model':'m'," + cap + "'messages':[{'role':'user','content':'hi'}]}")
                .ask();

        assertThat(ask.tokens()).isEqualTo(1); // 100 millionths of a dollar
        assertThat(obstacle(ask, pool)).isEqualTo(words);
    }

    @Test
    void of_nestedPool_isNotDearerThanTheOneAroundIt() {
        Pools pools = Pooled.read("""
                pools:
                  outer: { max-price: 0.001, targets: [ { pool: inner } ] }
                  inner:
                    strategy: ordered
                    targets:
                    - { model: a/m, facts: { input-price: 1, output-price: 100 } }
                    - { model: b/m, facts: { input-price: 1, output-price: 1 } }
                """);
        Pooled pooled = new Pooled();
        Trace trace = new Trace();

        assertThat(Pooled.order(
                        pooled.work(pools.byName().get("outer")),
                        asked.chat("hi").ask(),
                        () -> 0,
                        trace))
                .containsExactly("b/m");
        assertThat(trace.leftOut()).containsExactly(new Trace.LeftOut("a/m", "price over max-price"));
        assertThat(Pooled.order(
                        pooled.work(pools.byName().get("inner")),
                        asked.chat("hi").ask(),
                        () -> 0))
                .containsExactly("a/m", "b/m");
    }

    /** So many bytes are never more tokens: what is sure to fit is not counted. */
    @Test
    void obstacle_smallPrompt_isNotCounted() {
        AtomicInteger counts = new AtomicInteger();
        try (Asked counted = new Asked(new Dialects(List.of(counting(counts))))) {
            Ask small = counted.chat("one two three").ask();
            Pool roomy = Pooled.pool("{ targets: [ { model: a/m, facts.max-input: 1000 } ] }");
            Pool tight = Pooled.pool("{ targets: [ { model: a/m, facts.max-input: 20 } ] }");

            assertThat(obstacle(small, roomy)).isNull();
            assertThat(counts).hasValue(0);
            assertThat(obstacle(small, tight)).isNull();
            assertThat(obstacle(small, tight)).isNull();
            assertThat(counts).as("once for all targets").hasValue(1);
        }
    }

    private static Dialect counting(AtomicInteger counts) {
        Dialect openai = new OpenAiDialect();
        return (Dialect) Proxy.newProxyInstance(
                Dialect.class.getClassLoader(), new Class<?>[] {Dialect.class}, (proxy, method, args) -> {
                    if (method.getName().equals("promptTexts")) {
                        counts.incrementAndGet();
                    }
                    return method.invoke(openai, args);
                });
    }

    private static String obstacle(Ask ask, Pool pool) {
        return new Fit(ask).obstacle(pool.members().get(0), pool, pool.maxPrice());
    }
}
