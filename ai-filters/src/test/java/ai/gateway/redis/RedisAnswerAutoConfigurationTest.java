package ai.gateway.redis;

import ai.gateway.cache.CacheAutoConfiguration;
import ai.gateway.dialect.Dialects;
import ai.gateway.dialect.openai.OpenAiDialect;
import ai.gateway.pipeline.AiExchanges;
import ai.gateway.pipeline.RequestIds;
import ai.gateway.recall.AnswerStore;
import ai.gateway.recall.MemoryAnswerStore;
import ai.gateway.semantic.Encoded;
import ai.gateway.semantic.Encoder;
import ai.gateway.semantic.MemoryQuestions;
import ai.gateway.semantic.Questions;
import ai.gateway.testing.Metadata;
import ai.gateway.testing.RealRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class RedisAnswerAutoConfigurationTest {

    private static final String SECRET = "ai.gateway.cache.secret=";

    private static final Dialects DIALECTS = new Dialects(List.of(new OpenAiDialect()));

    private static final AiExchanges EXCHANGES = new AiExchanges(
            DIALECTS,
            () -> {
                throw new IllegalStateException("no settings (expected: nobody asks)");
            },
            new RequestIds(1));

    /** Named in the wrong order. */
    private final ApplicationContextRunner noRedis = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(CacheAutoConfiguration.class, RedisAutoConfiguration.class))
            .withBean(HttpClient.class, HttpClient::create)
            .withBean(Dialects.class, () -> DIALECTS)
            .withBean(AiExchanges.class, () -> EXCHANGES);

    /** Nobody listens there: a gateway starts all the same. */
    private final ApplicationContextRunner context = noRedis.withConfiguration(
                    AutoConfigurations.of(DataRedisAutoConfiguration.class, DataRedisReactiveAutoConfiguration.class))
            .withPropertyValues("spring.data.redis.port=" + RealRedis.unusedPort());

    @Test
    void context_withRedisAndASecret_answersAreShared() {
        context.withPropertyValues(SECRET + AnswerNode.SECRET).run(started -> {
            assertThat(started).hasSingleBean(AnswerStore.class);
            assertThat(started.getBean(RedisAnswerStore.class).isRunning()).isTrue();
        });
    }

    @Test
    void context_withoutASecret_answersStayInMemory_andTheLogSaysSo(CapturedOutput output) {
        context.withPropertyValues(SECRET).run(started -> {
            assertThat(started).hasSingleBean(AnswerStore.class).hasSingleBean(MemoryAnswerStore.class);
            assertThat(output.getOut()).contains("ai.gateway.cache.secret is not set");
        });
    }

    @Test
    void context_withoutRedis_answersStayInMemory() {
        noRedis.withPropertyValues(SECRET + AnswerNode.SECRET)
                .run(started -> assertThat(started).hasSingleBean(MemoryAnswerStore.class));
        context.withPropertyValues(SECRET + AnswerNode.SECRET, "ai.gateway.redis.enabled=false")
                .run(started -> assertThat(started).hasSingleBean(MemoryAnswerStore.class));
    }

    @Test
    void context_aShortSecret_failsTheStart_andIsNotShown() {
        context.withPropertyValues(SECRET + "hunter2")
                .run(started -> assertThat(started.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("ai.gateway.cache.secret: ***")
                        .hasMessageNotContaining("hunter2"));
    }

    @Test
    void context_storeOfTheApplication_goesFirst() {
        AnswerStore mine = new MemoryAnswerStore(1, () -> 0);
        context.withPropertyValues(SECRET + AnswerNode.SECRET)
                .withBean(AnswerStore.class, () -> mine)
                .run(started -> assertThat(started.getBean(AnswerStore.class)).isSameAs(mine));
    }

    @Test
    void context_withAnEncoder_questionsAreWhereAnswersAre() {
        ApplicationContextRunner encoding = context.withBean(Encoder.class, SilentEncoder::new);
        encoding.withPropertyValues(SECRET + AnswerNode.SECRET).run(started -> {
            assertThat(started).hasSingleBean(Questions.class);
            assertThat(started.getBean(RedisQuestions.class).isRunning()).isTrue();
        });
        encoding.withPropertyValues(SECRET)
                .run(started ->
                        assertThat(started).hasSingleBean(Questions.class).hasSingleBean(MemoryQuestions.class));
        AnswerStore mine = new MemoryAnswerStore(1, () -> 0);
        encoding.withPropertyValues(SECRET + AnswerNode.SECRET)
                .withBean(AnswerStore.class, () -> mine)
                .run(started ->
                        assertThat(started).hasSingleBean(Questions.class).hasSingleBean(MemoryQuestions.class));
    }

    @Test
    void context_withoutAnEncoder_thereAreNoQuestions() {
        context.withPropertyValues(SECRET + AnswerNode.SECRET)
                .run(started -> assertThat(started).doesNotHaveBean(Questions.class));
    }

    @Test
    void context_questionsOfTheApplication_goFirst() {
        try (MemoryQuestions mine = new MemoryQuestions(1, 1, () -> 0)) {
            context.withPropertyValues(SECRET + AnswerNode.SECRET)
                    .withBean(Encoder.class, SilentEncoder::new)
                    .withBean(Questions.class, () -> mine)
                    .run(started -> assertThat(started.getBean(Questions.class)).isSameAs(mine));
        }
    }

    @Test
    void context_boundOfQuestions_isThatOfTheCache() {
        context.withPropertyValues(SECRET + AnswerNode.SECRET, "ai.gateway.cache.max-questions=0")
                .withBean(Encoder.class, SilentEncoder::new)
                .run(started -> assertThat(started).hasFailed());
    }

    private static final class SilentEncoder implements Encoder {

        @Override
        public String model() {
            return "silent";
        }

        @Override
        public int dimensions() {
            return 2;
        }

        @Override
        public float threshold() {
            return 0.9f;
        }

        @Override
        public Mono<Encoded> encode(String text) {
            return Mono.empty();
        }
    }

    @Test
    void metadata_secret_isDescribed() {
        assertThat(Metadata.describedBy("AnswerProperties")).containsExactly("ai.gateway.cache.secret");
        assertThat(Metadata.describedBelow("ai.gateway.cache."))
                .containsExactlyInAnyOrder(
                        "ai.gateway.cache.secret",
                        "ai.gateway.cache.max-memory",
                        "ai.gateway.cache.epoch",
                        "ai.gateway.cache.max-questions");
        assertThat(new AnswerProperties(AnswerNode.SECRET)).hasToString("cache");
    }
}
